/** Names may hold anything: what is shown of them is a line in its order, and nothing that VS Code makes more of. */
import { describe, expect, it } from 'vitest';
import { shownNode } from '../../../client/src/views/accountNode.ts';
import { itemActions } from '../../../client/src/views/itemActions.ts';
import { searchItems } from '../../../client/src/views/searchItems.ts';
import { shownLabel, shownLines, shownMessage, shownText } from '../../../client/src/views/shownText.ts';
import { spaceNodes } from '../../../client/src/views/spaceNodes.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import type { Space } from '../../../server/src/protocol/account.ts';
import demo from '../../../demo/account.json' with { type: 'json' };

const NAME = 'prod\u202E(gnigats)\u2066\u0007\r\n$(trash)';

it.each([
  ['production', 'production'],
  ['مرحبا', 'مرحبا'],
  ['a\tb\u001B[1m\nc', 'a b [1m c'],
  ['admin\u202Enimda', 'admin nimda'],
  ['\u200Fab\u061C\u200E', 'ab'],
  ['\u2067a\u2069', 'a'],
  ['a\u0085b\u2028c', 'a b c'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

it('lines stay lines', () => {
  expect(shownLines('a\u202E\nb\r\n\nc')).toBe('a\nb\n\nc');
});

it('no icon, and no link, comes from a name', () => {
  expect(shownLabel('$(key) root$(lock~spin)')).toBe('$\u200B(key) root$\u200B(lock~spin)');
  expect(shownMessage('[more](command:workbench.action.quit)')).toBe('[more]\u200B(command:workbench.action.quit)');
});

describe('names of an account', () => {
  const space: Space = { id: NAME, name: NAME, description: NAME, inheritEntities: true, labels: [NAME] };
  // eslint-disable-next-line no-control-regex -- none of them
  const odd = /[\u0000-\u0009\u000B-\u001F\u202A-\u202E\u2066-\u2069]|\$\((?:trash)/;

  it('in a row', () => {
    const [row] = spaceNodes({ state: 'complete', at: '', items: [space] });
    if (!row) throw new Error('no row');
    const { label, description, tooltip, spoken } = shownNode(row);
    expect([label, description].filter((text) => text === undefined || odd.test(text))).toEqual([]);
    // There are no icons in these.
    const plain = new RegExp(odd.source.replace(/\|.*/, ''));
    expect([tooltip, spoken].filter((text) => text === undefined || plain.test(text))).toEqual([]);
    expect(row.label).toBe(NAME);
  });

  it('in a list', () => {
    const account = {
      ...parseSnapshot(JSON.stringify(demo)),
      spaces: { state: 'complete' as const, at: '', items: [space] },
    };
    const found = searchItems(account, 0).find(({ item }) => item.name === NAME);
    if (!found) throw new Error('not found');
    const actions = itemActions(found.item, undefined).map(({ label }) => label);
    expect([found.label, found.description, ...actions].filter((text) => odd.test(text))).toEqual([]);
    expect(found.label).toMatch(/^\$\(folder\) prod /);
  });
});
