/** Which other login policies can be asked together with one. */
import type { BesideChoice } from '../../../server/src/protocol/panel.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';

export interface KnownPolicies {
  /** The one that is shown: its URI; and its id where it is shown as it is deployed. */
  own: { uri: string; id: string | undefined };
  /** URIs, and as they are shown. */
  files: readonly { uri: string; name: string }[];
  /** Null: no account is known. */
  names: AccountNames | null;
}

/** Files by their names, then what is deployed. */
export function listBeside({ own, files, names }: KnownPolicies): BesideChoice[] {
  const others = files.filter(({ uri }) => uri !== own.uri);
  const all = names?.loginPolicies ?? [];
  const deployed = all.filter(({ id }) => id !== own.id);
  return [
    ...others
      .map(({ uri, name }): BesideChoice => ({ policy: { kind: 'file', uri }, label: name }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
    ...deployed.map(({ id, name }): BesideChoice => {
      const isShared = all.some((other) => other.name === name && other.id !== id);
      return { policy: { kind: 'deployed', policy: id }, label: `“${name}”${isShared ? ` (${id})` : ''} as deployed` };
    }),
  ];
}
