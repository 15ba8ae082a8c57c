import { expect, test } from 'vitest';
import { readSettings } from '../../../../server/src/core/settings/readSettings.ts';
import { turnOff } from '../../../../server/src/core/settings/turnOff.ts';

test.each([
  ['nothing yet', '', 'rules:\n  SL024: off\n'],
  ['other settings', 'slack: true # Ours.\n', 'slack: true # Ours.\nrules:\n  SL024: off\n'],
  ['other rules', '# Ours.\nrules:\n  SL008: hint # Soon.\n', '# Ours.\nrules:\n  SL008: hint # Soon.\n  SL024: off\n'],
  ['another level', 'rules:\n  SL024: error\n', 'rules:\n  SL024: off\n'],
  ['braces', 'rules: { SL008: off }\n', 'rules: { SL008: off, SL024: off }\n'],
  ['CRLF', 'slack: true\r\n', 'slack: true\r\nrules:\r\n  SL024: off\r\n'],
])('beside %s', (_, text, changed) => {
  expect(turnOff('SL024', text)).toBe(changed);
  expect(readSettings(changed)).toMatchObject({ ok: true, settings: { rules: { SL024: 'off' } } });
});

test.each(['rules: [a]\n', 'rules: loud\n', '- a\n', 'rules: {', 'a: *b\n: :'])(
  'not where there are mistakes: %j',
  (text) => {
    expect(turnOff('SL024', text)).toBeUndefined();
  },
);
