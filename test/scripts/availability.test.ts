import { expect, it } from 'vitest';
import { whyNoVsCode } from '../../scripts/vscode/availability.mjs';

const chrome = { CHROME_PATH: '/usr/bin/chrome' };

it.each([
  ['linux', 'x64', {}],
  ['linux', 'x64', chrome],
  ['linux', 'arm64', chrome],
  ['darwin', 'arm64', chrome],
])('VS Code can be tried on %s %s with %j', (platform, arch, env) => {
  expect(whyNoVsCode({ platform, arch, env })).toBeUndefined();
});

it.each([
  ['linux', 'arm64', {}, /^CHROME_PATH/],
  ['darwin', 'arm64', {}, /^CHROME_PATH/],
  ['win32', 'x64', chrome, /Linux and macOS$/],
])('VS Code can’t be tried on %s %s with %j', (platform, arch, env, why) => {
  expect(whyNoVsCode({ platform, arch, env })).toMatch(why);
});
