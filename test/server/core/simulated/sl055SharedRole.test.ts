import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { checkFixtures, type SimulatedFixture } from './checkFixtures.ts';

const account = demoAccount;
const keys = ['terraform-automation', 'terraform-prod', 'terraform-dev'];

/** Each key can do so in platform. */
function scenariosOf(can: Record<string, string>, space = 'platform'): string {
  const all = Object.entries(can).map(
    ([key, actions]) => `  - { name: ${key}, session: { key: ${key} }, expect: { can: { ${space}: [${actions}] } } }\n`,
  );
  return `policy: login.rego\nscenarios:\n${all.join('')}`;
}

const LITTLE = scenariosOf(Object.fromEntries(keys.map((key) => [key, 'run:trigger'])));

const POLICY = (mark = '', role = 'tf-provisioner', space = spaceId('platform')): string => `
deployers := {"terraform-automation", "terraform-prod", "terraform-dev"}

allow if input.session.login in deployers

roles["${space}"] contains "${role}" if input.session.login in deployers
${mark === '' ? '' : `#${' '.repeat(`roles["${space}"] contains `.length - 1)}${'^'.repeat(role.length + 2)} SL055 information: ${mark}\n`}`;

const SAYS = (keysSaid: string, actions = 'no more than 2 of them each: run:trigger, space:read'): string =>
  `By the scenarios in login.scenarios.yaml, ${keysSaid} API keys that get \`tf-provisioner\` (8 actions) need ${actions}. One of them: terraform-automation by its name.`;

const quiet = (name: string, changes: Partial<SimulatedFixture>): SimulatedFixture => ({
  name: `nothing where ${name}`,
  text: POLICY(),
  account,
  scenarios: LITTLE,
  ...changes,
});

checkFixtures('SL055', [
  { name: 'three keys that need little', text: POLICY(SAYS('3 of the 3')), account, scenarios: LITTLE },
  {
    name: 'two of three that the scenarios tell of',
    text: POLICY(SAYS('2 of the 3')),
    account,
    scenarios: scenariosOf({ 'terraform-automation': 'run:trigger', 'terraform-prod': 'space:read' }),
  },
  {
    name: 'most of those, by actions of several scenarios',
    text: POLICY(SAYS('2 of the 3', 'no more than 3 of them each: run:confirm, run:trigger, space:read')),
    account,
    scenarios: `${scenariosOf({
      'terraform-automation': 'run:trigger',
      'terraform-prod': 'space:read',
      'terraform-dev': 'run:trigger, run:confirm, stack:create, stack:update',
    })}  - { name: more, session: { key: terraform-automation }, expect: { can: { platform: ["RUN_CONFIRM", "run:cancel"] } } }\n`,
  },
  {
    name: 'a role that is inherited, in v0',
    engine: 'v0',
    text: `
deployers := {"terraform-automation", "terraform-prod", "terraform-dev"}

allow { deployers[input.session.login] }

roles["${spaceId('platform')}"]["tf-provisioner"] { deployers[input.session.login] }
#${' '.repeat(`roles["${spaceId('platform')}"][`.length - 1)}^^^^^^^^^^^^^^^^ SL055 information: ${SAYS('3 of the 3')}
`,
    account,
    scenarios: scenariosOf(Object.fromEntries(keys.map((key) => [key, 'run:trigger'])), 'kubernetes'),
  },
  quiet('there is no account', { account: undefined }),
  quiet('there are no scenarios', { scenarios: undefined }),
  quiet('they tell of too few keys', { scenarios: scenariosOf({ 'terraform-automation': 'run:trigger' }) }),
  quiet('they tell of another space', { scenarios: LITTLE.replaceAll('platform:', 'staging:') }),
  quiet('they say what can not be', { scenarios: LITTLE.replaceAll('can:', 'cannot:') }),
  quiet('most keys need much', {
    scenarios: scenariosOf(Object.fromEntries(keys.map((key) => [key, 'run:trigger, run:confirm, stack:create']))),
  }),
  quiet('there are two keys', { text: POLICY().replaceAll(', "terraform-dev"', '') }),
  quiet('the role stands for a level', { text: POLICY('', 'space-writer') }),
  quiet('the policy gives it only as denied', { text: `${POLICY()}\ndeny if input.session.login in deployers\n` }),
  quiet('not all keys are known', {
    account: { ...account, apiKeys: { ...account.apiKeys, state: 'partial', reason: 'not permitted' } },
  }),
  quiet('not all sessions are tried', { most: 3 }),
]);
