import { describe, expect, it } from 'vitest';
import { buildExcerpt } from '../../../../server/src/core/syntax/excerpt.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { readMarked } from '../../../support/marked.ts';

function rulesOf(fixture: string): string[] {
  const { text, carets } = readMarked(fixture);
  return [...buildExcerpt(text, carets[0] ?? 0, buildModel(text)).rules.keys()];
}

describe('an excerpt', () => {
  it('has the statement, who asks it, and what they ask', () => {
    const policy = `package spacelift

import input.session

keys := {"$0"}

allow if is_key(session.login)

is_key(login) if {
	login in keys
	is_open
}

is_open if time.weekday(now) != "Sunday"

now := input.request.timestamp_ns

deny if not session.member

roles["root"] contains "space-reader" if session.member
`;
    expect(rulesOf(policy)).toEqual(['keys', 'allow', 'is_key', 'is_open', 'now']);
  });

  it('leaves out what only has the same words', () => {
    expect(rulesOf('allow if "$0" == "deny" # deny\n\ndeny if input.allow.deny\n')).toEqual(['allow']);
    expect(rulesOf('roles["$0"] contains "a" if true\n\nroles["b"] contains "c" if input.roles\n')).toHaveLength(1);
    expect(rulesOf('helper if "$0"\n\nallow if data.spacelift.helper\n')).toEqual(['helper', 'allow']);
  });

  it('says of a place what the whole policy says', () => {
    const { text, carets } = readMarked(
      'allow if x in keys\n\nx := input.session.login\n\nkeys := {"$0a"}\n\ndeny if y',
    );
    const [literal] = buildExcerpt(text, carets[0] ?? 0, buildModel(text)).meanings();
    expect(literal).toMatchObject({ value: 'a', domain: 'login', use: 'in' });
  });

  it.each(['', '$0', '{', '"', 'package', 'allow if {\n"$0', '\uFEFFallow if $0', 'a\r\n\r\nb$0'])(
    'of broken text is what can be read: %j',
    (fixture) => {
      expect(() => rulesOf(fixture)).not.toThrow();
    },
  );
});
