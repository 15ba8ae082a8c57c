/** What can be done with something of the account, as it is offered after a search. */
import type { AccountItem } from './accountNode.ts';
import { pageOf } from './pages.ts';
import { shownLabel } from './shownText.ts';

export interface ItemAction {
  readonly label: string;
  readonly command: string;
}

/** @param endpoint of the account that somebody is signed in to; undefined: pages are of none */
export function itemActions(item: AccountItem, endpoint: string | undefined): ItemAction[] {
  const { kind, code, slug, id, login } = item;
  const all: [boolean, string, string][] = [
    [kind === 'loginPolicy', '$(go-to-file) Open As Deployed', 'loginPolicy.openDeployedPolicy'],
    [kind === 'loginPolicy', '$(diff) Compare with Active File', 'loginPolicy.compareDeployedPolicy'],
    [code !== undefined, `$(insert) Insert ${shownLabel(code ?? '')}`, 'loginPolicy.insertItem'],
    [kind === 'apiKey', '$(play) Simulate This Key', 'loginPolicy.simulateKey'],
    [slug !== undefined, '$(copy) Copy Slug', 'loginPolicy.copySlug'],
    [login !== undefined, '$(copy) Copy Login', 'loginPolicy.copyLogin'],
    [id !== undefined, '$(copy) Copy ID', 'loginPolicy.copyId'],
    [true, '$(copy) Copy Name', 'loginPolicy.copyName'],
    [
      endpoint !== undefined && pageOf(endpoint, item) !== undefined,
      '$(link-external) Open in Spacelift',
      'loginPolicy.openPage',
    ],
  ];
  return all.filter(([fits]) => fits).map(([, label, command]) => ({ label, command }));
}
