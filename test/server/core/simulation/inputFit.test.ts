import { describe, expect, it } from 'vitest';
import { describeMisfits } from '../../../../server/src/core/simulation/inputFit.ts';
import { readRawInput } from '../../../../server/src/core/simulation/rawInput.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';

const POLICY = `package spacelift
allow { input.session.member; input.session.teams[_] == "A"; input.request.timestamp_ns > 5 }`;
const REQUEST = '"request": {"remote_ip": "10.0.0.1", "timestamp_ns": 1772526600000000001}';
const SESSION = '"session": {"login": "a", "member": true, "teams": ["A"]}';

function misfitsOf(input: string): string[] {
  const misfits = describeMisfits(readRawInput(input).document, buildModel(POLICY));
  return misfits.map(({ severity, message }) => `${severity}: ${message}`);
}

describe('an input document that Spacelift would not make', () => {
  it.each<[string, string, string[]]>([
    ['is fine', `{${SESSION}, ${REQUEST}, "attachment": null}`, []],
    [
      'is wrapped once more',
      `{"input": {${SESSION}, ${REQUEST}}}`,
      [expect.stringMatching(/^warning: .* but an `input`: it is `input` itself already/) as string],
    ],
    [
      'has no session and no request',
      '{}',
      [
        'warning: The input document has no `session`, which every login has',
        'warning: The input document has no `request`, which every login has',
      ],
    ],
    [
      'lacks what the policy reads, and what it does not',
      `{"session": {"member": true}, "request": {"timestamp_ns": 1772526600000000001}}`,
      ['warning: The policy reads `session.teams`, which every login has, and the input document does not'],
    ],
    [
      'has other types',
      '{"session": {"login": 7, "member": "true", "teams": "A"}, "request": {"timestamp_ns": "2026"}}',
      [
        'warning: `session.login` is the number 7, where Spacelift gives a string',
        'warning: `session.member` is the string "true", where Spacelift gives a boolean',
        'warning: `session.teams` is the string "A", where Spacelift gives a list',
        'warning: `request.timestamp_ns` is the string "2026", where Spacelift gives a whole number',
      ],
    ],
    [
      'has a type that is wrong in a list, many times',
      `{${SESSION}, ${REQUEST}, "spaces": [{"labels": {}}, {"labels": {}}], "roles": [null]}`,
      [
        'warning: `spaces[].labels` is an object, where Spacelift gives a list',
        'warning: `roles[]` is null, where Spacelift gives an object',
      ],
    ],
    [
      'has something else for a session',
      `{"session": [], ${REQUEST}}`,
      ['warning: `session` is a list, where Spacelift gives an object'],
    ],
    [
      'counts seconds',
      `{${SESSION}, "request": {"timestamp_ns": 1772521200}}`,
      [
        'warning: `request.timestamp_ns` is 1970-01-01T00:00:01.7725212Z, as it counts nanoseconds; in seconds it would be 2026-03-03T07:00:00Z: right would be 1772521200000000000',
      ],
    ],
    ['has a fraction', `{${SESSION}, "request": {"timestamp_ns": 1.5}}`, [expect.stringContaining('number 1.5')]],
    [
      'has fields that are not known',
      `{"session": {"login": "a", "member": true, "teams": [], "email": "e"}, ${REQUEST}, "x": 1}`,
      ["information: Not known to be in a login's input: `session.email`, `x`"],
    ],
    [
      'comes from Slack',
      '{"slack": {"user": {"id": "U", "is_bot": 1}}, "request": {"timestamp_ns": 1}, "spaces": []}',
      [],
    ],
    [
      'comes from Slack, without a time',
      '{"slack": {}, "request": {}}',
      [
        'warning: The policy reads `request.timestamp_ns`, which every action through Slack has, and the input document does not',
      ],
    ],
  ])('%s', (_name, input, expected) => {
    expect(misfitsOf(input)).toEqual(expected);
  });
});
