/** What a policy can be compared with. */
import type { BaselineChoice } from '../../../server/src/protocol/panel.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';

export const HEAD = 'head';
export const SAVED = 'saved';
const DEPLOYED = 'deployed:';
const FILE = 'file:';

/** A `BaselineChoice.id`, taken apart. */
export type BaselineId =
  { kind: 'head' } | { kind: 'saved' } | { kind: 'deployed'; policy: string } | { kind: 'file'; uri: string };

export interface ComparedPolicy {
  /** Its last part, such as `login.rego`. */
  fileName: string;
  /** It has been saved as a file. */
  isSaved: boolean;
  /** Why there is no HEAD to compare with; undefined where there is one. */
  withoutHead: string | undefined;
  /** Files that the person has chosen, as URIs and as they are shown; the newest first. */
  files: readonly { uri: string; name: string }[];
  /** Null: no account is known. */
  names: AccountNames | null;
}

/** The likeliest first. `missing`: in sentences why something usual is not among them. */
export function listBaselines(compared: ComparedPolicy): { baselines: BaselineChoice[]; missing: string[] } {
  const { fileName, isSaved, withoutHead, files, names } = compared;
  const own = plain(fileName.replace(/\.rego$/, ''));
  const isOwn = ({ name }: { name: string }): boolean => plain(name) === own;
  const deployed = names?.loginPolicies ?? [];
  const toChoice = ({ id, name }: { id: string; name: string }): BaselineChoice => ({
    id: `${DEPLOYED}${id}`,
    label: `deployed policy “${name}”`,
  });
  const baselines = [
    ...files.map(({ uri, name }) => ({ id: `${FILE}${uri}`, label: name })),
    ...(withoutHead === undefined ? [{ id: HEAD, label: 'HEAD (git)' }] : []),
    ...deployed.filter(isOwn).map(toChoice),
    ...(isSaved ? [{ id: SAVED, label: 'the file as it was saved' }] : []),
    ...deployed.filter((policy) => !isOwn(policy)).map(toChoice),
  ];
  const withoutDeployed = describeMissing(names);
  return { baselines, missing: [withoutHead, withoutDeployed].filter((reason) => reason !== undefined) };
}

function describeMissing(names: AccountNames | null): string | undefined {
  if (names === null) return 'No deployed policy to compare with: nobody is signed in, and no account is chosen.';
  return names.loginPolicies.length === 0 ? 'No deployed policy to compare with: the account shows none.' : undefined;
}

/** Undefined for what is no such id. */
export function readBaselineId(id: string): BaselineId | undefined {
  if (id === HEAD || id === SAVED) return { kind: id };
  if (id.startsWith(DEPLOYED)) return { kind: 'deployed', policy: id.slice(DEPLOYED.length) };
  return id.startsWith(FILE) ? { kind: 'file', uri: id.slice(FILE.length) } : undefined;
}

/** `Main login` and `main-login` are the same to people. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}
