/** An account that is chosen while another choice is being read. */
import { expect, it } from 'vitest';
import { AccountHolder } from '../../../server/src/lsp/account.ts';
import type { ServerHost } from '../../../server/src/lsp/host.ts';
import type { SettingsReader } from '../../../server/src/lsp/settings.ts';
import { nodeFiles } from '../../../server/src/node/files.ts';
import type { SignIn } from '../../../server/src/protocol/lsp.ts';

it('is there once it is waited for, also by who asked for the other one', async () => {
  const asked: ((signIn: SignIn) => void)[] = [];
  const host: Pick<ServerHost, 'files' | 'demoAccount'> = {
    files: nodeFiles,
    demoAccount: new URL('../../../demo/account.json', import.meta.url).href,
  };
  const settings: Pick<SettingsReader, 'account' | 'mainFolder'> = { account: '', mainFolder: undefined };
  const ask = (): Promise<SignIn> => new Promise((resolve) => asked.push(resolve));
  const holder = new AccountHolder(host as ServerHost, settings as SettingsReader, ask);
  const overtaken = holder.load();
  void holder.load();
  for (const answer of asked) answer({ kind: 'demo' });
  await overtaken;
  await holder.loaded();
  expect(holder.state).toMatchObject({ state: 'loaded', name: 'demo' });
});
