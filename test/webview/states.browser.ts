/** What a login may come to beside allowed and denied: each told in the headline; pictures to be looked at. */
import fs from 'node:fs';
import { it } from 'vitest';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import { THEMES } from './support/pages.ts';
import type { PanelOptions } from './support/panel.ts';
import { setScene } from './support/scene.ts';

const read = (name: string): string => fs.readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const managed: AccountSnapshot = { ...demoAccount, authorizationScheme: 'MANAGED_USERS' };
const open = setScene();

interface State {
  name: string;
  key: string;
  title: string;
  /** Said as well. */
  says: string;
  options?: Partial<PanelOptions>;
}

const STATES: State[] = [
  {
    name: 'bypass',
    key: 'break-glass',
    title: 'Admin: the policy is not asked',
    says: 'is an administrative key of the root space',
  },
  {
    name: 'inert',
    key: 'production-deploy',
    title: 'Inert: the policy would say allowed',
    says: 'manages access by users and not by login policies',
    options: { account: managed },
  },
  {
    name: 'expired',
    key: 'legacy-ci',
    title: 'Can’t log in: the key has expired',
    says: 'The policy would say denied',
  },
  {
    name: 'deleted',
    key: 'retired-runner',
    title: 'Can’t log in: the key is deleted',
    says: 'The policy would say denied',
  },
  {
    name: 'bothWays',
    key: 'terraform-automation',
    title: 'Denied',
    says: 'As terraform-automation: allowed',
    options: { text: read('patterns/key-by-name.v1.rego') },
  },
  {
    name: 'rootAdmin',
    key: 'production-deploy',
    title: 'Admin, by a role in the root space',
    says: 'Decided by',
    options: { text: 'package spacelift\n\nallow if true\n\nroles["root"] contains "space-admin" if true\n' },
  },
  {
    name: 'v0',
    key: 'production-deploy',
    title: 'Allowed',
    says: 'Rego v0',
    options: {
      rego: 'v0',
      text: 'package spacelift\n\nallow { input.session.member }\n\nroles["root"]["space-reader"] { startswith(input.session.login, "api::") }\n',
    },
  },
  {
    name: 'mistake',
    key: 'production-deploy',
    title: 'The policy has a mistake',
    says: 'line 1',
    options: { text: 'package spacelift\n\nallow if { input.session.member\n' },
  },
];

it.each(STATES)('$name', async ({ name, key, title, says, options }) => {
  const theme = THEMES[STATES.findIndex((state) => state.name === name) % THEMES.length] ?? 'dark';
  const { panel, page, picture } = await open({ theme, height: 700, ...options });
  await panel.getByRole('combobox', { name: 'API key' }).fill(key);
  await page.keyboard.press('Enter');
  await panel.getByRole('heading', { name: title, level: 1 }).waitFor();
  await panel.getByText(says).first().waitFor();
  await panel.locator('.old').first().waitFor({ state: 'detached' });
  await picture(`state-${name}`);
});
