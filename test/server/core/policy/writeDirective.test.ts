import { expect, it } from 'vitest';
import { readDirective } from '../../../../server/src/core/policy/directive.ts';
import { writeDirective } from '../../../../server/src/core/policy/writeDirective.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';

type Kind = Parameters<typeof writeDirective>[1];

it.each<[text: string, kind: Kind, written: string]>([
  ['package spacelift\n', 'v1', '# spacelift: type=login engine=v1\npackage spacelift\n'],
  ['package spacelift\r\n', 'v0', '# spacelift: type=login engine=v0\r\npackage spacelift\r\n'],
  ['\uFEFFpackage spacelift\n', 'v1', '\uFEFF# spacelift: type=login engine=v1\npackage spacelift\n'],
  ['', 'v1', '# spacelift: type=login engine=v1\n'],
  ['# spacelift: engine=v0\npackage a\n', 'v1', '# spacelift: type=login engine=v1\npackage a\n'],
  ['# mine\n  #spacelift: type=plan\n', 'v0', '# mine\n  # spacelift: type=login engine=v0\n'],
  ['# spacelift: type=login engine=v1\n', 'off', '# spacelift: type=other engine=v1\n'],
  ['# spacelift: engine=v9 type=login owner=ada\n', 'v1', '# spacelift: type=login engine=v1 engine=v9 owner=ada\n'],
  ['# spacelift: ignore SL024 ours\n', 'v0', '# spacelift: type=login engine=v0\n# spacelift: ignore SL024 ours\n'],
  [
    'x := `\n# spacelift: type=plan\n`\n',
    'v1',
    '# spacelift: type=login engine=v1\nx := `\n# spacelift: type=plan\n`\n',
  ],
])('%j says %s as %j', (before, kind, after) => {
  const edit = writeDirective(buildModel(before), kind);
  const written = before.slice(0, edit.from) + edit.text + before.slice(edit.to);
  expect(written).toBe(after);
  const wanted = kind === 'off' ? { type: 'other' } : { type: 'login', engine: kind };
  expect(readDirective(buildModel(written))).toMatchObject(wanted);
});

it('tells whether the file has one', () => {
  expect(writeDirective(buildModel('# spacelift: type=plan\n'), 'v1').isThere).toBe(true);
  expect(writeDirective(buildModel('package spacelift\n'), 'v1').isThere).toBe(false);
});
