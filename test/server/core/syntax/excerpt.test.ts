import { describe, expect, it } from 'vitest';
import { buildExcerpt } from '../../../../server/src/core/syntax/excerpt.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { readMarked } from '../../../support/marked.ts';

function rulesOf(fixture: string): string[] {
  const { text, carets } = readMarked(fixture);
  const [at = 0] = carets;
  return [...buildExcerpt(buildModel(text), { from: at, to: at }, '').rules.keys()];
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

  it('says of a place what the whole policy would say', () => {
    const { text, carets } = readMarked('allow if x in keys\n\nx := input.session.login\n\nkeys := {$0}\n\ndeny if y');
    const [at = 0] = carets;
    const [literal] = buildExcerpt(buildModel(text), { from: at, to: at }, '"a"').meanings();
    expect(literal).toMatchObject({ value: 'a', domain: 'login', use: 'in' });
  });

  it('is cut anew where the replacement mends what was broken', () => {
    const { text, carets } = readMarked('allow {\nx := input.session.login\nx == "$0\ny {\n1 }\n}\n\ndeny { x }');
    const [at = 0] = carets;
    const excerpt = buildExcerpt(buildModel(text), { from: at, to: at }, '"');
    expect(excerpt.meanings()).toMatchObject([{ value: '', domain: 'login' }]);
    expect(excerpt.rules.has('deny')).toBe(false);
  });

  it.each(['', '$0', '{', '"', 'package', 'allow if {\n"$0', '\uFEFFallow if $0', 'a\r\n\r\nb$0'])(
    'of broken text is what can be read: %j',
    (fixture) => {
      expect(() => rulesOf(fixture)).not.toThrow();
    },
  );
});
