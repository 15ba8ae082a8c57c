import { keyAsId, keyAsName, person, type Pattern, type PatternCase } from '../patternCase.ts';

const PROVISIONER = {
  level: 'allow',
  teams: ['Platform'],
  roles: { platform: ['tf-provisioner'] },
  access: {
    root: ['read < platform'],
    platform: ['tf-provisioner'],
    kubernetes: ['tf-provisioner < platform'],
    networking: ['tf-provisioner < platform'],
  },
} as const satisfies Partial<PatternCase>;

/** A login that nobody has given a team. */
function stranger(login: string, what: string): PatternCase {
  return { what, session: person(login), level: 'deny' };
}

export const keyByName: Pattern = {
  name: 'key-by-name',
  cases: [
    { what: 'the key, its name being its login', session: keyAsName('terraform-automation'), ...PROVISIONER },
    { what: 'the key, its id being its login', session: keyAsId('terraform-automation'), level: 'deny', teams: ['Platform'] },
    { what: 'another key', session: keyAsName('terraform-dev'), level: 'deny', teams: ['Developers'] },
    { what: 'whoever has the name as login', session: person('terraform-automation'), ...PROVISIONER, teams: [] },
    stranger('Terraform-Automation', 'another case'),
    stranger('terraform-automation2', 'a longer name'),
    stranger('terraform-automatio', 'a shorter name'),
    stranger('terraform-automation ', 'a blank behind it'),
    stranger('terraform_automation', 'an underscore'),
  ],
};

export const keyById: Pattern = {
  name: 'key-by-id',
  cases: [
    { what: 'the key, its id being its login', session: keyAsId('terraform-automation'), ...PROVISIONER },
    { what: 'the key, found by its id', session: keyAsId('01K44Q1800G06J1SMARHACGFEH'), ...PROVISIONER },
    { what: 'the key, its name being its login', session: keyAsName('terraform-automation'), level: 'deny', teams: ['Platform'] },
    { what: 'another key', session: keyAsId('terraform-prod'), level: 'deny', teams: ['DevOps', 'Platform'] },
    stranger('01K44Q1800G06J1SMARHACGFEH', 'without api::'),
    stranger('api:01K44Q1800G06J1SMARHACGFEH', 'one colon'),
    stranger('api::01k44q1800g06j1smarhacgfeh', 'in lower case'),
    stranger('API::01K44Q1800G06J1SMARHACGFEH', 'API in upper case'),
    stranger('api::01K44Q1800G06J1SMARHACGFE', 'a character short'),
    stranger('api::01K44Q1800G06J1SMARHACGFEH::terraform-automation', 'as the web page shows it'),
  ],
};

const PLANNER = { level: 'allow', roles: { applications: ['plan-only'] } } as const satisfies Partial<PatternCase>;

export const keyPrefix: Pattern = {
  name: 'key-prefix',
  cases: [
    {
      what: 'a key with the prefix',
      session: keyAsName('ci-cd-prod'),
      ...PLANNER,
      teams: ['Developers'],
      // It does not inherit: no reading further up.
      access: { applications: ['plan-only'] },
    },
    { what: 'another key with the prefix', session: keyAsName('ci-cd-production'), ...PLANNER, teams: ['DevOps'] },
    { what: 'a key with the prefix, its id being its login', session: keyAsId('ci-cd-prod'), level: 'deny', teams: ['Developers'] },
    { what: 'nothing but the prefix', session: person('ci-cd-'), ...PLANNER },
    stranger('ci-cd', 'a character short'),
    stranger('my-ci-cd-prod', 'the prefix in the middle'),
    stranger('Ci-cd-prod', 'another case'),
    stranger('ci_cd_prod', 'underscores'),
    stranger(' ci-cd-prod', 'a blank before it'),
  ],
};

const FOR_DEVELOPMENT = {
  level: 'allow',
  roles: { development: ['deployer'], staging: ['plan-only'] },
} as const satisfies Partial<PatternCase>;

export const keySuffix: Pattern = {
  name: 'key-suffix',
  cases: [
    {
      what: 'a key with the suffix',
      session: keyAsName('automation-dev'),
      ...FOR_DEVELOPMENT,
      access: {
        root: ['read < development'],
        development: ['deployer'],
        sandbox: ['deployer < development'],
        staging: ['plan-only'],
      },
    },
    { what: 'another key with the suffix', session: keyAsName('terraform-dev'), ...FOR_DEVELOPMENT, teams: ['Developers'] },
    { what: 'a key with the suffix, its id being its login', session: keyAsId('terraform-dev'), level: 'deny', teams: ['Developers'] },
    { what: 'a key for production', session: keyAsName('terraform-prod'), level: 'deny', teams: ['DevOps', 'Platform'] },
    { what: 'nothing but the suffix', session: person('-dev'), ...FOR_DEVELOPMENT },
    stranger('dev', 'a character short'),
    stranger('terraform-dev2', 'something behind it'),
    stranger('terraform-dev-eu', 'the suffix in the middle'),
    stranger('terraform-DEV', 'another case'),
    stranger('terraform_dev', 'an underscore'),
    stranger('terraform-dev ', 'a blank behind it'),
  ],
};

export const keysPerEnvironment: Pattern = {
  name: 'keys-per-environment',
  cases: [
    {
      what: 'a key for production',
      session: keyAsId('ci-cd-production'),
      level: 'allow',
      teams: ['DevOps'],
      roles: { production: ['deployer'] },
      access: {
        root: ['read < production'],
        production: ['deployer'],
        eu: ['deployer < production'],
        us: ['deployer < production'],
      },
    },
    {
      what: 'a key for two environments',
      session: keyAsId('terraform-prod'),
      level: 'allow',
      teams: ['DevOps', 'Platform'],
      roles: { production: ['deployer'], staging: ['deployer'] },
    },
    {
      what: 'a key for staging, of two with the same name',
      session: keyAsId('01KW99PQM0803NDMNQCJSE5N9K'),
      level: 'allow',
      teams: ['Developers'],
      roles: { staging: ['deployer'] },
      access: { staging: ['deployer'] },
    },
    {
      what: 'the other key of that name',
      session: keyAsId('01KGES92M05CQDSJZRECX1R1M6'),
      level: 'deny',
      teams: ['Developers'],
    },
    ...['ci-cd-dev', 'terraform-dev'].map(
      (key): PatternCase => ({
        what: `a key for development: ${key}`,
        session: keyAsId(key),
        level: 'allow',
        teams: ['Developers'],
        roles: { development: ['deployer'] },
      }),
    ),
    {
      what: 'a key for development without teams',
      session: keyAsId('automation-dev'),
      level: 'allow',
      roles: { development: ['deployer'] },
    },
    { what: 'a key of no set', session: keyAsId('ci-cd-prod'), level: 'deny', teams: ['Developers'] },
    { what: 'a key of a set, its name being its login', session: keyAsName('terraform-dev'), level: 'deny', teams: ['Developers'] },
    { what: 'a person of the team', session: person('dana@example.com', 'DevOps'), level: 'deny', teams: ['DevOps'] },
  ],
};

export const toolKeys: Pattern = {
  name: 'tool-keys',
  cases: [
    {
      what: 'a pipeline with two spaces',
      session: { ...keyAsId('github-actions-deploy'), teams: [] },
      level: 'allow',
      roles: { production: ['deployer'], staging: ['deployer'] },
    },
    {
      what: 'a pipeline with one space',
      session: keyAsId('gitlab-ci-deploy'),
      level: 'allow',
      teams: ['DevOps'],
      roles: { applications: ['deployer'] },
    },
    {
      what: 'an operator of worker pools',
      session: keyAsId('k8s-spacelift-operator'),
      level: 'allow',
      teams: ['Platform'],
      roles: { kubernetes: ['worker-pool-controller'] },
      // Both edges above inherit.
      access: {
        root: ['read < kubernetes'],
        platform: ['read < kubernetes'],
        kubernetes: ['worker-pool-controller'],
      },
    },
    {
      what: 'a reader of everything',
      session: keyAsId('monitoring-agent'),
      level: 'allow',
      teams: ['Security'],
      roles: { root: ['space-reader'] },
    },
    {
      what: 'two roles in one space',
      session: keyAsId('backup-service'),
      level: 'allow',
      roles: { production: ['space-reader', 'state-operator'] },
    },
    { what: 'a key that is not in the table', session: keyAsId('jenkins-deploy'), level: 'deny', teams: ['DevOps'] },
    { what: 'a key of the table, its name being its login', session: keyAsName('backup-service'), level: 'deny' },
    { what: 'a person', session: person('dana@example.com', 'DevOps'), level: 'deny', teams: ['DevOps'] },
  ],
};
