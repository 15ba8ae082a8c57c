/** What shows the structure and the names of a policy, over texts in any state: half-typed, cut, shuffled. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { listLenses } from '../../../../server/src/core/features/codeLens.ts';
import { findDefinitions } from '../../../../server/src/core/features/definition.ts';
import { listLinks } from '../../../../server/src/core/features/documentLinks.ts';
import { listFolds } from '../../../../server/src/core/features/folding.ts';
import { findHighlights } from '../../../../server/src/core/features/highlights.ts';
import type { OpenPolicy } from '../../../../server/src/core/features/openPolicy.ts';
import { findReferences } from '../../../../server/src/core/features/references.ts';
import { prepareRename, renameTo } from '../../../../server/src/core/features/rename/rename.ts';
import { selectAround } from '../../../../server/src/core/features/selectionRanges.ts';
import { listTokens } from '../../../../server/src/core/features/semanticTokens/semanticTokens.ts';
import { listSymbols } from '../../../../server/src/core/features/symbols.ts';
import { demoInventory, openPolicy } from '../../../support/openPolicy.ts';

const FOLDERS = ['rename/policies', 'mistakes/v0', 'mistakes/v1'].map((folder) =>
  path.join(import.meta.dirname, folder),
);
const TEXTS = FOLDERS.flatMap((folder) =>
  fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8')),
);

function tryAll(text: string, offset: number): void {
  const policy = openPolicy(text, { account: demoInventory });
  const { lines } = policy.model;
  const document = TextDocument.create('a:', 'rego', 1, text);
  for (const { line, character, length } of listTokens(policy)) {
    const shown = document.getText({ start: { line, character }, end: { line, character: character + length } });
    expect(shown).toHaveLength(length);
    expect(shown).not.toMatch(/[\r\n]/);
  }
  for (const { range, selectionRange } of listSymbols(policy)) {
    const [whole, name] = [lines.spanOf(range), lines.spanOf(selectionRange)];
    expect(whole.from <= name.from && name.to <= whole.to).toBe(true);
  }
  for (const { startLine, endLine } of listFolds(policy))
    expect(startLine < endLine && endLine < lines.lineCount).toBe(true);
  listLenses(policy);
  listLinks(policy, () => undefined);
  selectAround(policy, offset);
  tryNames(policy, offset, document);
}

function tryNames(policy: OpenPolicy, offset: number, document: TextDocument): void {
  findDefinitions(policy, offset);
  const places = findReferences(policy, offset, true);
  expect(findHighlights(policy, offset).map(({ range }) => range)).toEqual(places);
  const prepared = prepareRename(policy, offset);
  if (!prepared || 'refused' in prepared) return;
  const edits = renameTo(policy, offset, 'quite_new');
  if (!edits || 'refused' in edits || edits.some(({ newText }) => newText !== 'quite_new')) return;
  const renamed = TextDocument.applyEdits(document, [...edits]);
  const start = edits[0]?.range.start ?? prepared.range.start;
  const back = renameTo(openPolicy(renamed), document.offsetAt(start), prepared.placeholder);
  if (!back || 'refused' in back) return;
  expect(TextDocument.applyEdits(TextDocument.create('a:', 'rego', 1, renamed), [...back])).toBe(document.getText());
}

describe('structure and names of any text', () => {
  it('cut off anywhere', () => {
    for (const text of TEXTS) {
      for (let end = 0; end <= text.length; end += 97) tryAll(text.slice(0, end), end);
    }
  });

  it('with anything put anywhere', () => {
    const pieces = fc.constantFrom(
      '"',
      '`',
      '{',
      '}',
      '[',
      '(',
      ')',
      '.',
      ':=',
      ' if ',
      '$"{',
      '#',
      '\r\n',
      '\uFEFF',
      '🦀',
      '_',
      ' as ',
      'data.',
      'import ',
    );
    const texts = fc.constantFrom(...TEXTS);
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.tuple(fc.nat(), pieces, fc.nat(9)), { maxLength: 4 }),
        fc.nat(),
        (text, changes, caret) => {
          let changed = text;
          for (const [at, piece, cut] of changes) {
            const from = at % (changed.length + 1);
            changed = changed.slice(0, from) + piece + changed.slice(from + cut);
          }
          tryAll(changed, caret % (changed.length + 1));
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});
