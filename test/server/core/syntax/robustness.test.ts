import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { PolicyModel } from '../../../../server/src/core/syntax/model.ts';
import { outline } from './trees.ts';

const isLong = process.env['LONG_TESTS'] === '1';
const examples = path.join(import.meta.dirname, '../../../../examples');
const texts = fs
  .readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.rego'))
  .map((file) => ({ file, text: fs.readFileSync(path.join(examples, file), 'utf8') }));

/** Asks the model for everything it has. */
function askEverything(model: PolicyModel): void {
  for (const rule of model.rules.values()) {
    model.rulesAskedBy(rule);
    model.referencesTo(rule);
  }
  model.inputPaths();
  for (const comment of model.comments) model.lines.rangeOf(comment);
}

describe('a text in any state', () => {
  it.each(texts)('every prefix of $file has a model', ({ text }) => {
    let model: PolicyModel | undefined;
    for (let end = 0; end <= text.length; end++) askEverything((model = buildModel(text.slice(0, end), model)));
  });

  const source = texts.map(({ text }) => text).join('\n');
  const words = [
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '`',
    '$"',
    '#',
    '\n',
    '\r\n',
    ' ',
    '.',
    ':=',
    '==',
    '|',
    ',',
    'if',
    'not',
    'some x in',
    'contains',
    '\uFEFF',
    '😀',
    'x',
    '1',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, fc.nat(200)),
    inserted: fc.oneof(
      fc.constantFrom(...words),
      fc.string({ maxLength: 8, unit: 'binary' }),
      fc
        .record({ at: fc.nat(source.length), length: fc.nat(60) })
        .map(({ at, length }) => source.slice(at, at + length)),
    ),
  });

  it('is parsed after edits as it is afresh', () => {
    const start = fc.constantFrom(...texts.map(({ text }) => text));
    fc.assert(
      fc.property(start, fc.array(edit, { minLength: 1, maxLength: 12 }), (text, edits) => {
        let model = buildModel(text);
        for (const { at, removed, inserted } of edits) {
          const from = Math.floor(at * model.text.length);
          model = buildModel(model.text.slice(0, from) + inserted + model.text.slice(from + removed), model);
          askEverything(model);
          expect(outline(model.parsed.tree)).toBe(outline(buildModel(model.text).parsed.tree));
          expect(model.parsed.tree.length).toBe(model.text.length);
        }
      }),
      { seed: 20260301, numRuns: isLong ? 20_000 : 300 },
    );
  });
});
