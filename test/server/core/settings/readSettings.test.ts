import { expect, test } from 'vitest';
import { readSettings } from '../../../../server/src/core/settings/readSettings.ts';
import { DEFAULT_SETTINGS } from '../../../../server/src/core/settings/settings.ts';

test.each(['', '# nothing yet\n', '---\n', 'rules: {}\n', 'slack: false\n'])('the defaults: %j', (text) => {
  expect(readSettings(text)).toEqual({ ok: true, settings: DEFAULT_SETTINGS });
});

test('everything', () => {
  const text = `
# with reasons
rules:
  SL008: off        # until the spring
  "SL020": error
  SL017: error
slack: true
keyLogin: name
`;
  expect(readSettings(text)).toEqual({
    ok: true,
    settings: { rules: { SL008: 'off', SL020: 'error', SL017: 'error' }, slack: true, keyLogin: 'name' },
  });
});

/** Line and column from one, then the message. */
function complaintsAbout(text: string): string[] {
  const reading = readSettings(text);
  return reading.ok
    ? []
    : reading.problems.map(({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`);
}

test.each<[string, string[]]>([
  ['rulez: {}', ['1:1 there is no setting `rulez`: is `rules` meant?']],
  ['engine: v1', ['1:1 there is no setting `engine`: write rules, slack or keyLogin']],
  ['rules:\n  SL8: off\n', ['2:3 rules: there is no rule `SL8`: is `SL008` meant?']],
  ['rules:\n  sl008: off', ['2:3 rules: there is no rule `sl008`: is `SL008` meant?']],
  ['rules: {unknown-input: off}', ['1:9 rules: there is no rule `unknown-input`: is `SL020` meant?']],
  ['rules: {X: off}', ["1:9 rules: there is no rule `X`: docs/rules/README.md lists the rules' ids"]],
  ['rules:\n  rego_type_error: off', ["2:3 `rego_type_error` is OPA's own: what OPA refuses stays an error"]],
  ['rules:\n  SL008: wraning', ['2:10 rules.SL008: `wraning` is no level: is `warning` meant?']],
  ['rules: {SL008: 2}', ['1:16 rules.SL008: write off, hint, information, warning or error, not `2`']],
  ['rules: {SL008: false}', ['1:16 rules.SL008: write off, hint, information, warning or error, not `false`']],
  ['rules: {SL008: [off]}', ['1:16 rules.SL008: write off, hint, information, warning or error']],
  [
    'rules:\n  SL017: off',
    ['2:10 rules.SL017: stays an error: Spacelift refuses such a policy, or reads it as something else'],
  ],
  ['rules: off', ['1:8 rules: write rules and their levels below it, such as `SL008: off`, not `off`']],
  ['slack: yes', ['1:8 slack: write true or false, not `yes`']],
  ['keyLogin: ID', ['1:11 keyLogin: write id or name, not `ID`']],
  ['- rules', ['1:1 settings are keys and values: write rules, slack or keyLogin']],
  ['on', ['1:1 settings are keys and values: write rules, slack or keyLogin, not `on`']],
  [
    'slack: maybe\nrules:\n  SL999: off\n  SL020: loud\nx: 1\n',
    [
      '1:8 slack: write true or false, not `maybe`',
      "3:3 rules: there is no rule `SL999`: docs/rules/README.md lists the rules' ids",
      '4:10 rules.SL020: write off, hint, information, warning or error, not `loud`',
      '5:1 there is no setting `x`: write rules, slack or keyLogin',
    ],
  ],
])('%j', (text, complaints) => {
  expect(complaintsAbout(text)).toEqual(complaints);
});

test.each<[string, RegExp]>([
  ['rules: {', /^1:9 not YAML: /],
  ['slack: true\nslack: false', /^2:1 not YAML: Map keys must be unique/],
  ['slack: *nothing', /^1:\d+ not YAML: Unresolved alias/],
  ['slack: true\n---\nslack: false', /^2:1 not YAML: /],
])('%j', (text, complaint) => {
  expect(complaintsAbout(text)[0]).toMatch(complaint);
});
