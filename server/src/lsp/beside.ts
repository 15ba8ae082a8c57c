/** Other login policies that hold together with the one in the editor. */
import { BadInput } from '../core/badInput.ts';
import { listDeployed, readDeployed } from '../core/diff/deployed.ts';
import type { ReadPolicy } from '../core/matrix/evaluate.ts';
import { judgePolicy } from '../core/policy/verdict.ts';
import type { OwnScenarios } from '../core/scenarios/ownScenarios.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { PolicyBeside } from '../protocol/lsp.ts';
import { toFile } from './firstSight.ts';
import { readNamed } from './namedFiles.ts';
import type { Asked } from './overview.ts';
import type { Server } from './server.ts';
import { nameApart, normalize } from './uris.ts';

/** What is asked together. No two policies have the same name. */
export interface Together {
  /** The one in the editor: its name may be longer than the file's. */
  readonly asked: Asked;
  readonly files: readonly ReadPolicy[];
  readonly deployed: readonly ReadPolicy[];
}

/**
 * @throws {BadInput} for what can't be asked, by its name
 * @throws {EngineError} where the engine gives no answer
 */
export async function readBeside(
  server: Server,
  asked: Asked,
  beside: readonly PolicyBeside[] | undefined = [],
): Promise<Together> {
  const uris = beside.flatMap((one) => (one.kind === 'file' ? [one.uri] : []));
  const once = [...new Map(uris.map((uri) => [normalize(uri), uri])).values()];
  const { uri } = asked.document;
  const [own = asked.policy.name, ...names] = nameApart([uri, ...once]);
  if (once.some((other) => normalize(other) === normalize(uri))) throw new BadInput(tellOwn(asked.policy.name));
  const files = new Map<string, ReadPolicy>();
  const ownPlace = await realUri(server, uri);
  for (const [index, other] of once.entries()) {
    const name = names[index] ?? other;
    const text = await readNamed(server, other, { path: name, from: uri });
    if (text === undefined) throw new BadInput(`There is no file \`${name}\``);
    const place = await realUri(server, other);
    if (place === ownPlace) throw new BadInput(tellOwn(name));
    if (!files.has(place)) files.set(place, await read(server, asked, { uri: other, name, text }));
  }
  return {
    asked: { ...asked, policy: { ...asked.policy, name: own } },
    files: [...files.values()],
    deployed: readAllDeployed(beside, asked),
  };
}

/** Whom the scenarios of the policy in the editor name, and of files beside it. */
export function readOwnScenarios(
  { ownScenarios }: Pick<Server, 'ownScenarios'>,
  { document }: Asked,
  beside: readonly PolicyBeside[] | undefined = [],
): Promise<OwnScenarios> {
  return ownScenarios.read([document.uri, ...beside.flatMap((one) => (one.kind === 'file' ? [one.uri] : []))]);
}

function tellOwn(name: string): string {
  return `\`${name}\` is the policy in the editor: it is asked anyway`;
}

/** By which one file is known, whatever links lead to it. */
async function realUri({ host }: Server, uri: string): Promise<string> {
  const real = uri.startsWith('file:') ? await host.files.realUri(uri) : undefined;
  return normalize(real ?? uri);
}

async function read(
  { settings, host }: Server,
  { token }: Asked,
  { uri, name, text }: { uri: string; name: string; text: string },
): Promise<ReadPolicy> {
  const kind = settings.kindOf(uri);
  if (kind === 'off') throw new BadInput(`\`${name}\` is no login policy: the settings say so`);
  const model = buildModel(text);
  const verdict = await judgePolicy(toFile(uri, text, kind), host.engine, token, model);
  if (!verdict.login) throw new BadInput(`\`${name}\` is no login policy: ${verdict.reason}`);
  return { name, source: { text, engine: verdict.engine }, model };
}

function readAllDeployed(beside: readonly PolicyBeside[], { account }: Asked): ReadPolicy[] {
  const ids = new Set(beside.flatMap((one) => (one.kind === 'deployed' ? [one.policy] : [])));
  if (ids.size === 0) return [];
  if (account === undefined) throw new BadInput('No account is known: nothing is known of its deployed policies');
  const all = listDeployed(account);
  return [...ids].map((id) => {
    const found = all.find((policy) => policy.id === id);
    if (found) return readDeployed(found, all);
    throw new BadInput(`The account "${account.account.name}" has no login policy with the id "${id}"`);
  });
}
