/**
 * `docs/mistakes.md`: a row for every mistake of the list and no other, and what our column says is what `check` says.
 * `node scripts/mistakesTable.mjs` brings it up to date.
 */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { MISTAKES } from '../../scripts/mistakes/list.ts';
import { tellOurs } from '../../scripts/mistakes/policies.ts';
import { escapeCell, linkTo, readRows } from '../../scripts/mistakes/table.ts';
import { startEngine } from '../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const root = fileURLToPath(new URL('../../', import.meta.url));

const rows = readRows(fs.readFileSync(`${root}docs/mistakes.md`, 'utf8'));

test('a row for every mistake', () => {
  expect(rows.map(([mistake]) => mistake)).toEqual(MISTAKES.map((mistake) => escapeCell(linkTo(mistake))));
});

test.each(MISTAKES)('$policy', async (mistake) => {
  const row = rows.find(([link]) => link === escapeCell(linkTo(mistake)));
  expect(row?.[3]).toBe(escapeCell(await tellOurs(mistake, root, engine)));
});

test('every mistake is one of ours: nothing is told by others alone', () => {
  expect(rows.filter(([, , , ours]) => ours === 'nothing')).toEqual([]);
});
