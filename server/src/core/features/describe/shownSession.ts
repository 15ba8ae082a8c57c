/** What recorded logins of an account have shown of how its API keys log in. */
import type { Inventory } from '../../account/inventory.ts';
import type { InputPath } from '../../policy/inputPath.ts';

/** In words, of a field of the input by its path; undefined where nothing of it has been shown. */
export function tellShown(path: InputPath, account: Inventory | undefined): string | undefined {
  const [top, field] = path;
  if (account === undefined || top !== 'session' || path.length !== 2) return undefined;
  const shown = valueShown(field, account);
  return shown && `For an API key, as recorded logins of this account have shown: ${shown}`;
}

function valueShown(field: InputPath[number], { account }: Inventory): string | undefined {
  const { keyLogin, keySession: { name, member, machine } = {} } = account;
  switch (field) {
    case 'login':
      return keyLogin && { id: '`api::` and its id', name: "the key's name" }[keyLogin];
    case 'name':
      return name && { keyName: "the key's name", keyId: "the key's id", empty: 'empty' }[name];
    case 'member':
      return member === undefined ? undefined : String(member);
    case 'machine':
      return machine === undefined ? undefined : String(machine);
    default:
      return undefined;
  }
}
