/** What a person does with the account in VS Code, and sees of it. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { DemoAccount } from '../../../demo/main.ts';
import { root } from './places.ts';
import { runCommand } from './workbench.ts';

/** The emulated account, as it is shipped, in this process. Close it in the end. */
export function startDemoAccount(): Promise<DemoAccount> {
  const load = createRequire(import.meta.url);
  const demo = load(path.join(root, 'dist/demoAccount.js')) as typeof import('../../../demo/main.ts');
  return demo.startDemoAccount();
}

/** The rows of a view of the account, by the view's title. */
export function rows(page: Page, view: string): Locator {
  const header = page.locator('.pane-header').filter({ hasText: new RegExp(`^\\s*${view}\\s*$`, 'i') });
  return page.locator('.pane').filter({ has: header }).locator('.monaco-list-row');
}

export function row(page: Page, view: string, text: string): Locator {
  return rows(page, view).filter({ hasText: text }).first();
}

/** A line of the list that is open above. */
export function choice(page: Page, text: string): Locator {
  return page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: text }).first();
}

export function toast(page: Page, text: string): Locator {
  return page.locator('.notification-list-item').filter({ hasText: text }).first();
}

/** What the box that is open says. */
export function said(page: Page, text: string): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-message').filter({ hasText: text });
}

/** Types into the box with that title, and goes on. What is there already stays where nothing is typed. */
export async function answer(page: Page, title: string, text?: string): Promise<void> {
  const titled = page.locator('.quick-input-widget:visible .quick-input-title').filter({ hasText: title });
  await titled.waitFor();
  const box = page.locator('.quick-input-widget:visible input.input');
  if (text !== undefined) await box.fill(text);
  await box.press('Enter');
  await titled.waitFor({ state: 'hidden' });
}

export async function chooseToSignIn(page: Page): Promise<void> {
  await runCommand(page, 'Login Policy: Sign In');
  await choice(page, 'Demo account').waitFor();
}
