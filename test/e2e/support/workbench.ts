/** What a person does in VS Code, and sees. Everything waits for what is to be seen, and fails where it does not come. */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Opens the page, and waits until keys are heard, and the extension's commands are known. */
export async function openWorkbench(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  while (!(await isOffered(page, 'Login Policy: Show Output'))) await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** Whether the palette has a command. It does not take up those that come to be known while it is open. */
async function isOffered(page: Page, title: string): Promise<boolean> {
  await askQuickly(page, 'F1', `>${title}`);
  const row = quickRow(page, title);
  await row.or(quickRow(page, 'similar commands')).or(quickRow(page, 'No matching commands')).first().waitFor();
  return row.isVisible();
}

/** Opens a file of the workspace by its name, and waits for its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await quickInput(page).fill(name);
  await quickRow(page, name).click();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await editor(page).locator('.view-line').first().waitFor();
}

/** Starts a text that has no name yet, in a language. */
export async function newFile(page: Page, language: string): Promise<void> {
  await runCommand(page, 'File: New Untitled Text File');
  await page.locator('.tab.active[data-resource-name^="Untitled"]').waitFor();
  await runCommand(page, 'Change Language Mode');
  // The palette itself has had the same input.
  await page.locator('.quick-input-widget:visible input[placeholder="Select Language Mode"]').fill(language);
  await quickRow(page, language).click();
  await statusItem(page, language).waitFor();
}

/** Runs a command of the palette by its whole title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).fill(`>${title}`);
  await quickRow(page, title).click();
}

/** VS Code takes its question back where a webview gets the focus late: then it is asked for again. */
async function askQuickly(page: Page, key: string, text: string): Promise<void> {
  for (let left = 5; ; left--) {
    await page.keyboard.press(key);
    try {
      await quickInput(page).fill(text, { timeout: 5_000 });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Picks a row of the list that asks this. */
export async function pick(page: Page, question: string, answer: string): Promise<void> {
  await page.locator(`.quick-input-widget:visible input[placeholder="${question}"]`).waitFor();
  await quickRow(page, answer).click();
}

/** Puts the cursor there, counted from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await askQuickly(page, 'Control+G', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await statusItem(page, `Ln ${line}, Col ${column}`).waitFor();
}

/** Asks for the completion list, and waits for an entry in it. */
export async function complete(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: wanted }).first().waitFor();
}

/** What is shown about what is at the cursor. */
export async function hover(page: Page, wanted: string): Promise<string> {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  const shown = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: wanted });
  await shown.first().waitFor();
  return readable(await shown.first().innerText());
}

export function editor(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor').first();
}

/** A line of the editor with nothing but this text. */
export function line(page: Page, text: string): Locator {
  return editor(page)
    .locator('.view-line')
    .filter({ hasText: wholly(text) });
}

/** When no mistake is marked, if only for a moment: every frame is looked at from now on. */
export async function seesNoMistakes(page: Page): Promise<void> {
  await page.waitForFunction("document.querySelector('.squiggly-error') === null", undefined, { polling: 'raf' });
}

/** An item of the status bar, by what it says. */
export function statusItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
}

/** The rows of the Problems view, which `View: Focus Problems` opens. */
export function problems(page: Page): Locator {
  return page.locator('.markers-panel .monaco-list-row');
}

/** VS Code writes blanks that don't break. */
export function readable(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}

function wholly(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(' ', '\\s')}$`);
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input.input');
}

function quickRow(page: Page, text: string): Locator {
  return page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: text }).first();
}

/** What is shown in the webview that was opened last. */
export function webview(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame');
}

const HAS_FOCUS = `new Promise((resolve) => {
  if (document.hasFocus()) resolve();
  else window.addEventListener('focus', () => resolve(), { once: true });
})`;

/**
 * Back to the editor. To a webview VS Code gives the focus late: a list that the palette has opened in the meantime is
 * closed by it.
 */
export async function leaveWebview(page: Page): Promise<void> {
  await webview(page).locator('html').evaluate(HAS_FOCUS);
  await page.locator('.monaco-editor').first().click();
}
