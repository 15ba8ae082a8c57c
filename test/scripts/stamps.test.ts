import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { hashInputs, isFresh, writeStamp } from '../../scripts/lib/stamps.mjs';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'stamps-'));
const file = (name: string): string => path.join(root, name);
const outputs = [file('out.js'), file('pages')];
const isBuilt = (): boolean => isFresh(file('stamp'), hashInputs(root, ['in']), outputs);
afterAll(() => {
  fs.rmSync(root, { recursive: true });
});
beforeEach(() => {
  for (const folder of ['in', 'pages']) {
    fs.rmSync(file(folder), { recursive: true, force: true });
    fs.mkdirSync(file(folder));
  }
  for (const name of ['in/a', 'pages/a', 'out.js']) fs.writeFileSync(file(name), name);
  writeStamp(file('stamp'), hashInputs(root, ['in']), outputs);
});

it('what was made of the inputs as they are is fresh', () => {
  expect(isBuilt()).toBe(true);
  fs.utimesSync(file('in/a'), 0, 0);
  expect(isBuilt()).toBe(true);
});

it.each<[string, () => void]>([
  [
    'an input has changed',
    () => {
      fs.writeFileSync(file('in/a'), 'x');
    },
  ],
  [
    'there is another input',
    () => {
      fs.writeFileSync(file('in/b'), '');
    },
  ],
  [
    'an input was renamed',
    () => {
      fs.renameSync(file('in/a'), file('in/b'));
    },
  ],
  [
    'an output is missing',
    () => {
      fs.rmSync(file('out.js'));
    },
  ],
  [
    'an output is cut off',
    () => {
      fs.truncateSync(file('out.js'), 3);
    },
  ],
  [
    'an output of the same length is damaged',
    () => {
      fs.writeFileSync(file('pages/a'), 'damaged');
    },
  ],
  [
    'there is no stamp',
    () => {
      fs.rmSync(file('stamp'));
    },
  ],
])('not where %s', (_, change) => {
  change();
  expect(isBuilt()).toBe(false);
});
