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
  for (const literal of model.literals) model.meaningsOf(literal);
  for (const comment of model.comments) model.lines.rangeOf(comment);
}

describe('a text in any state', () => {
  it.each(texts)('every prefix of $file has a model', ({ text }) => {
    let model: PolicyModel | undefined;
    for (let end = 0; end <= text.length; end++) askEverything((model = buildModel(text.slice(0, end), model)));
  });

  it.each([
    '(',
    '[',
    '{',
    '{"a":',
    'f(',
    'x[',
    '[x | ',
    'not {',
    '$"{',
    'every x in y {',
    'not ',
    '1+',
    'x in ',
    'x.y',
    '-',
    '"\\\\',
  ])('twenty thousand %s have a model', (part) => {
    askEverything(buildModel(`p if ${part.repeat(20_000)}\n}\n\nallow if true`));
  });

  it('names that go round in circles have a model', () => {
    const names = Array.from({ length: 300 }, (_, i) => i);
    const locals = names.map(
      (i) => `x${String(i)} = x${String((i * 7 + 1) % 300)}\nx${String(i)} = x${String((i * 13 + 5) % 300)}`,
    );
    const rules = names.map((i) => `y${String(i)} := y${String(i + 1)}`);
    askEverything(
      buildModel(`p if {\n${locals.join('\n')}\nx1 == input.session.login\n}\n${rules.join('\n')}\ny300 := y0`),
    );
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

  it(
    'is parsed after edits as it is afresh',
    () => {
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
        { seed: 20260301, numRuns: isLong ? 10_000 : 300 },
      );
    },
    isLong ? 900_000 : 60_000,
  );
});
