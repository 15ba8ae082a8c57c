import { expect, test } from 'vitest';
import { wantsColour } from '../../../server/src/cli/streams.ts';

test.each([
  [true, {}, true],
  [false, {}, false],
  [false, { CI: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { FORCE_COLOR: 'false' }, false],
  [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('on a terminal: %s, with %j: %s', (isTerminal, environment, colour) => {
  expect(wantsColour(isTerminal, environment)).toBe(colour);
});
