/** A matrix as text: whatever names it has, nothing of it is left out unsaid, and a page takes it. */
import { describe, expect, it } from 'vitest';
import { writeMatrixText } from '../../../../server/src/core/matrix/export/text.ts';
import { escapeMarkdown } from '../../../../server/src/core/matrix/export/markdownText.ts';
import { describeSubjects } from '../../../../server/src/core/matrix/words/names.ts';
import type { AccessMatrix, MatrixOutcome, MatrixSubject } from '../../../../server/src/protocol/matrix.ts';

const DENIED: MatrixOutcome = { level: 'deny', isAdmin: false, roles: {}, access: {} };

function keys(count: number): MatrixSubject[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `svc-${String(index).padStart(4, '0')}`;
    return { kind: 'key', name, origin: 'account', session: { key: name }, logins: [name] };
  });
}

function matrixOf(
  subjects: MatrixSubject[],
  outcomes: MatrixOutcome[],
  rest: Partial<AccessMatrix> = {},
): AccessMatrix {
  return {
    ...{ subjects, outcomes, addresses: [{}], instants: [{}], zones: [], networks: [] },
    ...{ areInstantsCut: false, isWhole: true, leftOut: [], assumed: [], notices: [] },
    cells: subjects.map((_, index) => index % outcomes.length),
    rows: subjects.map((_, index) => ({
      outcome: index % outcomes.length,
      subjects: [index],
      where: [{ addresses: [0], instants: [0] }],
    })),
    ...rest,
  };
}

describe('a table for spreadsheets', () => {
  const read = (matrix: AccessMatrix): string[] => writeMatrixText(matrix, 'csv', undefined).split('\r\n');

  it('has what a session comes to, as the other formats do', () => {
    const [key] = keys(1);
    if (!key) throw new Error('no key');
    const subject: MatrixSubject = { ...key, logins: ['api::01', 'svc'], state: 'expired' };
    const outcome: MatrixOutcome = {
      ...{ level: 'allow', isAdmin: false, roles: { eu: ['deployer'] }, access: { eu: ['deployer'] } },
      ...{ idle: { gone: ['reader', 'writer'] }, teams: ['A', 'B'], by: ['one.rego'], rolesBy: ['two.rego'] },
    };
    expect(read(matrixOf([subject], [outcome])).slice(0, 2)).toEqual([
      'kind,name,login,address,instant,access_level,admin,decided_by,roles_by,access,teams_become,without_effect,other_logins,state,eu',
      'key,svc-0000,api::01,,,allow,false,one.rego,two.rego,allowed,"A, B",reader writer in gone,svc,expired,deployer',
    ]);
  });

  it.each<[Partial<MatrixOutcome>, string]>([
    [{ level: 'admin', isAdmin: true, isBypass: true }, '"admin, the policy is not asked"'],
    [{ isWithoutEntry: true }, '"denied, though roles are granted"'],
    [{ level: 'failed', error: 'two values' }, '"failed, taken as denied: two values"'],
    [{ teams: [] }, 'denied,none'],
  ])('tells %j', (outcome, words) => {
    expect(read(matrixOf(keys(1), [{ ...DENIED, ...outcome }]))[1]).toContain(words);
  });

  it('shows what is not seen, and is no formula', () => {
    const [key] = keys(1);
    const names = ['a\u001b[2Jb', 'a\u202eb', '\u0000=1', '=1'];
    const subjects = key ? names.map((name) => ({ ...key, name })) : [];
    const told = read(matrixOf(subjects, [DENIED])).slice(1, -1);
    expect(told.map((line) => line.split(',')[1])).toEqual(['a␛[2Jb', 'a\\u202eb', '␀=1', "'=1"]);
  });
});

describe('a page', () => {
  it('holds as many rows as a comment does, and says how many more there are', () => {
    const text = writeMatrixText(matrixOf(keys(5_000), [DENIED]), 'markdown', undefined);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n\d+ more rows are not shown\.\n/);
    expect(text.match(/\| denied \|/g)?.length).toBeGreaterThan(500);
  });

  it('says what is left out, assumed and to be known', () => {
    const matrix = matrixOf(keys(1), [DENIED], {
      leftOut: ['Some logins'],
      assumed: [{ field: 'session.member', why: 'not known', of: 'keys', isRead: true }],
      notices: [{ code: 'frozen', severity: 'information', message: 'Until the next login' }],
    });
    const text = writeMatrixText(matrix, 'markdown', undefined);
    for (const line of ['- Some logins\n', '- session.member of keys: not known\n', '- Until the next login\n']) {
      expect(text).toContain(line);
    }
  });

  it.each([
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['<b>', '\\<b\\>'],
    ['https://evil.example', 'https:&#8203;//evil.example'],
    ['WWW.evil.example', 'WWW&#8203;.evil.example'],
    ['@team #12', '@&#8203;team \\#&#8203;12'],
    ['ann@x.example', 'ann@&#8203;x.example'],
    ['a\u202eb\u001b\n c', 'a\\\\u202eb␛ c'],
  ])('has %j as text alone', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('names', () => {
  it('are told one by one where they are few', () => {
    expect(describeSubjects(keys(40))).toHaveLength(40);
  });

  it('are told by kind where they are many', () => {
    const [key] = keys(1);
    const team: MatrixSubject[] = key ? [{ ...key, kind: 'team', name: 'Ops', session: { teams: ['Ops'] } }] : [];
    expect(describeSubjects([...keys(5_000), ...team])).toEqual([
      '5,000 API keys: svc-0000, svc-0001, svc-0002 … svc-4999',
      'team Ops',
    ]);
  });
});
