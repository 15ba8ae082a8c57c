/** The page that VS Code shows of the extension: it has nothing of this repository but what is in the text. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readScenarioFile } from '../../server/src/core/scenarios/readScenarioFile.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const page = read('client/README.md');

/** VS Code opens no relative link there, and shows no picture that is not on the web. */
it.each(['client/README.md', 'CHANGELOG.md'])('%s leads only to the web, and has no picture', (file) => {
  const links = [...read(file).matchAll(/\]\(([^)]*)\)|\b(?:href|src)=["']([^"']*)/g)].map(([, a, b]) => a ?? b);
  expect(links.filter((link) => link?.startsWith('https://') !== true)).toEqual([]);
  expect(read(file)).not.toMatch(/!\[|<img|^\[[^\]]+\]:/m);
});

it('the package has this page, and not that of the repository', () => {
  expect(read('scripts/package/vsix.mjs')).toContain("readmePath: 'client/README.md'");
  expect(read('.vscodeignore').split('\n')).not.toContain('!README.md');
});

describe('the page', () => {
  it('names commands as VS Code lists them', () => {
    const known = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    const named = [...page.matchAll(/\*\*(Login Policy: .+?)\*\*/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it('lists all settings', () => {
    const rows = [...page.matchAll(/^\| `(.+?)`/gm)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(manifest.contributes.configuration.properties));
  });

  it('shows a scenario that is right', () => {
    const [, text = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const { scenarios, findings } = readScenarioFile(text);
    expect(scenarios).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('needs no checkout', () => {
    expect(page).not.toMatch(/npm |npx /);
  });
});
