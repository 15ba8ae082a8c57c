/** A session to keep: what it comes to now, as one more scenario of a file. */
import { stringify } from 'yaml';
import type { ScenarioPin } from '../../protocol/scenarios.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import type { CancellationToken, Clock, Engine } from '../ports.ts';
import { bypasses } from '../simulation/judgement.ts';
import { readLogin, type Login } from '../simulation/login.ts';
import { withKeyLogin } from '../simulation/withKeyLogin.ts';
import { readHeld, type Held } from './held.ts';
import { insertScenario, type Inserted } from './insertScenario.ts';
import { asAdmin } from './judgeScenario.ts';
import { openScenarios, type OpenScenarios, type ScenarioSurroundings } from './openScenarios.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { ScenarioPolicies } from './scenarioPolicies.ts';
import type { WrittenScenario } from './scenarioSchema.ts';
import { writeOut } from './writeOut.ts';

export interface PinPlace {
  /** Of the file, without a BOM; undefined: there is none yet. */
  readonly text: string | undefined;
  /** The policy's path, from the file. */
  readonly policy: string;
  /** What a new file says of the account and the engine; an older one has its own. */
  readonly account?: string;
  readonly engine?: 'v0' | 'v1';
}

/**
 * The instant is written out, and so is what is assumed of the session and may matter.
 * @throws {BadInput} where it can't be pinned there, in words
 * @throws {EngineError} where the engine gives no answer
 */
export async function pinScenario(
  { session: asked, name }: ScenarioPin,
  place: PinPlace,
  surroundings: ScenarioSurroundings,
  { engine, clock }: { readonly engine: Engine; readonly clock: Clock },
  token?: CancellationToken,
): Promise<Inserted> {
  const text = place.text ?? beginFile(place);
  const open = await openScenarios(text, surroundings, token);
  refuseBroken(open, surroundings.locate(place.policy));
  const { account, keyLogin } = open;
  const session = writeOut(withKeyLogin(asked, keyLogin), open, clock.now());
  const held = await decide(readLogin(session, account, clock.now()), open, engine, token);
  const { input, ...others } = session;
  const unique = makeUnique(name ?? nameSession(asked, session), open);
  const written = { name: unique, session: input === undefined ? others : { input }, expect: expectationOf(held) };
  const inserted = insertScenario(text, written);
  const read = readScenarioFile(inserted.text).scenarios.find((one) => one.name === unique);
  if (read !== undefined && read.mistake === undefined) return inserted;
  throw new BadInput(
    'The scenario file is laid out such that nothing can be added: write `scenarios:` on a line of its own',
  );
}

function beginFile({ policy, account, engine }: PinPlace): string {
  const header = { policy, ...(engine && { engine }), ...(account !== undefined && { account }) };
  return `${stringify(header, { lineWidth: 0 })}\nscenarios:\n`;
}

function refuseBroken({ file, findings, policies }: OpenScenarios, policy: string): void {
  // A file that is only begun has no scenario yet.
  const [mistake] = findings.filter(({ severity, range }) => severity === 'error' && !isAt(range, file.scenariosRange));
  if (mistake) {
    throw new BadInput(`The scenario file has a mistake in line ${mistake.range.start.line + 1}: ${mistake.message}`);
  }
  if (policies.some(({ uri }) => uri === policy)) return;
  const others = file.policies.map(({ text }) => text).join(', ');
  throw new BadInput(`The scenario file is about ${others}: pin into one that names this policy`);
}

function isAt(range: { start: unknown }, other: { start: unknown }): boolean {
  return JSON.stringify(range.start) === JSON.stringify(other.start);
}

async function decide(
  login: Login,
  { policies, account }: OpenScenarios,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<Held> {
  if (bypasses(login)) return readHeld(asAdmin(login.teams), account);
  const answer = await new ScenarioPolicies(policies, engine, account, token).set.decide(login);
  if (answer.ok) return readHeld(answer.decided, account);
  throw new BadInput(
    `The policy ${answer.name} can't be evaluated: ${answer.errors[0]?.message ?? 'OPA does not say why'}`,
  );
}

function expectationOf({ level, roles }: Held): WrittenScenario['expect'] {
  const lists = Object.fromEntries(Object.entries(roles).map(([space, slugs]) => [space, [...slugs]]));
  return { access: level, ...(Object.keys(lists).length > 0 && { roles: lists }), nothingElse: true };
}

/** Who it is as it was asked for, from where and when as it is written out. */
function nameSession({ login, teams }: SessionRequest, { key, ip, at, input }: SessionRequest): string {
  if (input !== undefined) return 'An input document';
  const team = teams === undefined || teams.length === 0 ? 'somebody' : `team ${teams.join(' + ')}`;
  const from = ip === undefined ? '' : ` from ${ip}`;
  return `${key ?? login ?? team}${from} at ${at ?? ''}`;
}

/** In one line, and the only one of the file. */
function makeUnique(wanted: string, { scenarios }: OpenScenarios): string {
  const name = wanted.replaceAll(/\s+/g, ' ').trim();
  const taken = new Set(scenarios.map((scenario) => scenario.name));
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
  return unique;
}
