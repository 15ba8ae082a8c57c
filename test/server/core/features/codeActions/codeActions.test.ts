/** What is offered where, of findings that are given: without an engine. */
import { describe, expect, test } from 'vitest';
import { offerActions } from '../../../../../server/src/core/features/codeActions/codeActions.ts';
import type { ActionQuery, OfferedAction } from '../../../../../server/src/core/features/codeActions/offeredAction.ts';
import type { RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import type { Finding } from '../../../../../server/src/protocol/findings.ts';
import { LineIndex } from '../../../../../server/src/core/syntax/positions.ts';
import { applyFixes, findByRules } from '../../../../support/findings.ts';
import { readMarked } from '../../../../support/marked.ts';
import { openPolicy } from '../../../../support/openPolicy.ts';

interface Asked extends Partial<Pick<ActionQuery, 'only' | 'isAutomatic'>> {
  engine?: RegoVersion;
  /** Left out: what the rules say, none of it final. */
  findings?: readonly Finding[];
  isFinal?: (finding: Finding) => boolean;
}

/** What is offered at the caret, or for the range between two. */
function offer(marked: string, asked: Asked = {}): readonly OfferedAction[] {
  const { text, carets } = readMarked(marked);
  const { engine = 'v1', isFinal = () => false, only, isAutomatic = false } = asked;
  const findings = asked.findings ?? findByRules(text, { engine });
  const checked = { findings, said: findings, final: new Set(findings.filter(isFinal)), parses: true, faults: [] };
  const [from = 0, to = from] = carets;
  const range = new LineIndex(text).rangeOf({ from, to });
  return offerActions(openPolicy(text, { engine }), checked, { range, only, isAutomatic });
}

function titles(actions: readonly OfferedAction[]): string[] {
  return actions.map(({ title }) => title);
}

/** The text after the action of that title. */
function carryOut(marked: string, title: string, asked: Asked = {}): string {
  const action = offer(marked, asked).find((one) => one.title === title);
  if (!action || 'later' in action.change) throw new Error(`no edits by ${title}`);
  return applyFixes(readMarked(marked).text, [{ title, edits: [...action.change.edits] }]);
}

const LATER = ['Fix everything that is safe to fix'];
const TEAMS = 'package spacelift\n\nallow if $0time.now_ns() > 1\n';

describe('fixes', () => {
  test('of the finding at the caret, the only safe one preferred, and what they mend', () => {
    const [first] = offer(TEAMS);
    expect(first).toMatchObject({ title: 'Take the time of the login', kind: 'quickfix', isPreferred: true });
    expect(first?.findings.map(({ rule }) => rule)).toEqual(['SL017']);
    expect(carryOut(TEAMS, 'Take the time of the login')).toContain('allow if input.request.timestamp_ns > 1');
  });

  test('not of another', () => {
    expect(titles(offer('package spacelift$0\n\nallow if time.now_ns() > 1\n'))).toEqual(LATER);
  });

  test('of all that a selection touches', () => {
    const marked = 'package spacelift\n\nallow if {\n$0  time.now_ns() > 1\n  input.session.teams == "A"\n$0}\n';
    expect(titles(offer(marked))).toEqual(
      expect.arrayContaining(['Take the time of the login', expect.stringMatching(/may change who gets in/) as string]),
    );
  });

  test('that take access away say so, and are not done with all others', () => {
    const marked = 'package spacelift\n\nallow if endswith(input.session.login, $0"example.com")\n';
    const offered = offer(marked, { only: ['quickfix', 'source'] });
    expect(offered[0]).toMatchObject({ title: 'Begin with `@` (takes access away)' });
    expect(titles(offered)).not.toEqual(expect.arrayContaining(LATER));
  });

  test('that several findings share are offered once', () => {
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } };
    const fixes = [{ title: 'Mend', edits: [{ range: at, newText: 'x' }] }];
    const findings = ['SL001', 'SL002'].map((rule) => ({
      rule,
      severity: 'error' as const,
      message: '',
      range: at,
      fixes,
    }));
    const actions = offer('$0package spacelift\n', { findings, isFinal: () => true });
    expect(titles(actions)).toEqual(['Mend', ...LATER]);
    expect(actions[0]?.findings).toHaveLength(2);
  });

  test('of two findings in one place only the graver one’s is preferred', () => {
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } };
    const behind = { start: { line: 0, character: 8 }, end: { line: 0, character: 17 } };
    const told = (rule: string, severity: Finding['severity'], range: Finding['range']): Finding => {
      return { rule, severity, message: '', range, fixes: [{ title: rule, edits: [{ range, newText: 'x' }] }] };
    };
    const findings = [told('SL008', 'warning', at), told('SL010', 'error', at), told('SL012', 'warning', behind)];
    const offered = offer('$0package spacelift$0\n', { findings });
    expect(titles(offered.filter(({ isPreferred }) => isPreferred))).toEqual(['SL010', 'SL012']);
  });

  test('of one rule all at once, where there are several', () => {
    const marked = 'package spacelift\n\nspace_read contains "a" if $0true\n\nspace_read contains "b" if true\n';
    expect(titles(offer(marked.replace('$0', '').replace('space_read', 'space$0_read')))).toContain(
      'Fix every SL008 in this file',
    );
    const asked = marked.replace('$0', '').replace('space_read', 'space$0_read');
    expect(carryOut(asked, 'Fix every SL008 in this file')).toBe(
      'package spacelift\n\nroles["a"] contains "space-reader" if true\n\nroles["b"] contains "space-reader" if true\n',
    );
  });

  test('end lines as the text does', () => {
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const finding: Finding = {
      rule: 'SL001',
      severity: 'error',
      message: '',
      range: at,
      fixes: [{ title: 'Mend', edits: [{ range: at, newText: 'a\nb\n' }] }],
    };
    expect(carryOut('$0package spacelift\r\n', 'Mend', { findings: [finding] })).toBe(
      'a\r\nb\r\npackage spacelift\r\n',
    );
  });

  test.each([
    [['quickfix'], ['quickfix']],
    [['source'], ['source.fixAll.loginPolicy']],
    [['source.fixAll'], ['source.fixAll.loginPolicy']],
    [['source.fixAll.loginPolicy'], ['source.fixAll.loginPolicy']],
    [['source.fixAll.eslint'], []],
    [['refactor'], ['refactor.rewrite']],
    [
      ['refactor.rewrite', 'source'],
      ['source.fixAll.loginPolicy', 'refactor.rewrite'],
    ],
    [[''], ['quickfix', 'source.fixAll.loginPolicy', 'refactor.rewrite']],
    [[], []],
  ])('of the kinds %j', (only, kinds) => {
    const actions = offer('package spacelift\n\nallow { $0time.now_ns() > 1 }\n', { only, engine: 'v0' });
    expect([...new Set(actions.map(({ kind }) => kind))]).toEqual(kinds);
  });
});

describe('ignoring', () => {
  test.each<[string, string, string, RegoVersion?]>([
    [
      'above a rule',
      'package spacelift\n\n$0admin if input.session.member\n',
      'package spacelift\n\n# spacelift: ignore SL024 reason\nadmin if input.session.member\n',
    ],
    [
      'above a condition, as deep as it stands',
      'package spacelift\n\nallow if {\n\tinput.session.$0emial == "a"\n}\n',
      'package spacelift\n\nallow if {\n\t# spacelift: ignore SL020 reason\n\tinput.session.emial == "a"\n}\n',
    ],
    [
      'behind a condition that is not the first of its line',
      'package spacelift\n\nallow if {\n  input.session.member; input.session.$0emial == "a"\n}\n',
      'package spacelift\n\nallow if {\n  input.session.member; input.session.emial == "a" # spacelift: ignore SL020 reason\n}\n',
    ],
    [
      'beside another rule, whose reason stays',
      'package spacelift\n\n# spacelift: ignore SL009: meant\n$0admin if input.session.member\n',
      'package spacelift\n\n# spacelift: ignore SL009 SL024: meant\nadmin if input.session.member\n',
    ],
    [
      'with the line ends of the text',
      'package spacelift\r\n\r\n$0admin if input.session.member\r\n',
      'package spacelift\r\n\r\n# spacelift: ignore SL024 reason\r\nadmin if input.session.member\r\n',
    ],
    [
      'behind a byte order mark',
      '\uFEFFpackage $0spacelift\n',
      '\uFEFF# spacelift: ignore SL032 reason\npackage spacelift\n',
    ],
    [
      'behind characters beyond the plane',
      'package spacelift\n\nallow if { input.session.name == "🦊🦊"; input.session.$0emial == "a"\n}\n',
      'package spacelift\n\n# spacelift: ignore SL020 reason\nallow if { input.session.name == "🦊🦊"; input.session.emial == "a"\n}\n',
    ],
    [
      'of v0',
      'package spacelift\n\n$0admin { input.session.member }\n',
      'package spacelift\n\n# spacelift: ignore SL024 reason\nadmin { input.session.member }\n',
      'v0',
    ],
  ])('%s', (_, marked, ignored, engine = 'v1') => {
    const rule = /ignore (?:SL009 )?(SL\d+)/.exec(ignored)?.[1] ?? '';
    expect(carryOut(marked, `Ignore ${rule} here`, { engine })).toBe(ignored);
    expect(findByRules(ignored, { engine }).map((finding) => finding.rule)).not.toContain(rule);
  });

  test('is not offered for what no comment hides, nor for the comments themselves', () => {
    const isFinal = ({ rule }: Finding) => rule === 'SL020';
    expect(titles(offer('package spacelift\n\nallow if input.session.$0emial\n', { isFinal })).join()).not.toMatch(
      /Ignore/,
    );
    expect(titles(offer('package spacelift\n\n# spacelift: $0ignore SL999 x\nallow if true\n')).join()).not.toMatch(
      /Ignore SL045/,
    );
  });

  test('for good, in the settings file: not what stays an error', () => {
    const marked = 'package spacelift\n\n$0admin if input.session.member\n';
    const turnOff = expect.objectContaining({ change: { later: 'turnOff', rule: 'SL024' } }) as OfferedAction;
    expect(offer(marked)).toContainEqual(turnOff);
    expect(offer(marked, { isFinal: () => true })).not.toContainEqual(turnOff);
  });

  test('has a place for the reason', () => {
    const action = offer('package spacelift\n\n$0admin if input.session.member\n').find(({ title }) =>
      title.startsWith('Ignore'),
    );
    expect(action?.change).toMatchObject({ placeholder: 'reason' });
  });
});

describe('the upgrade', () => {
  const TITLE = 'Upgrade to Rego v1 (set its engine in Spacelift to v1 as well)';

  test('is offered for v0', () => {
    const marked = 'package spacelift\n\nallow { $0input.session.member }\n';
    expect(offer(marked, { engine: 'v0', findings: [] })).toEqual([
      { title: TITLE, kind: 'refactor.rewrite', findings: [], change: { later: 'upgrade' } },
    ]);
    expect(offer(marked, { engine: 'v1', findings: [] })).toEqual([]);
  });

  test('is not pressed on anybody', () => {
    const asked = { engine: 'v0', findings: [], isAutomatic: true } as const;
    expect(offer('package spacelift\n\nallow { $0input.session.member }\n', asked)).toEqual([]);
    expect(titles(offer('package $0spacelift\n\nallow { true }\n', asked))).toEqual([TITLE]);
    expect(titles(offer('package spacelift\n\n# spacelift: $0engine=v0\nallow { true }\n', asked))).toEqual([TITLE]);
  });

  test('says why it is not possible', () => {
    const findings: Finding[] = [
      {
        rule: 'rego_parse_error',
        severity: 'error',
        message: 'Something is missing.',
        range: { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } },
      },
    ];
    const [action] = offer('package $0spacelift\n', { engine: 'v0', findings, isFinal: () => true });
    expect(action?.disabled).toBe('The policy has to be right first: line 5: Something is missing.');
  });

  test('mends what says v1 and is written in v0', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const findings: Finding[] = [{ rule: 'SL023', severity: 'error', message: '', range }];
    expect(offer('$0package spacelift\n', { findings, isFinal: () => true })).toMatchObject([
      { title: 'Rewrite it in Rego v1', kind: 'quickfix', isPreferred: true, change: { later: 'upgrade' } },
    ]);
  });
});

test.each([
  '',
  '\uFEFF',
  '\r\n',
  'package',
  'package spacelift\nallow if {',
  '{{{',
  '"',
  '`\n`',
  '🦊',
  '# spacelift: ignore',
])('never throws: %j', (text) => {
  for (const engine of ['v0', 'v1'] as const) {
    const all = { findings: findByRules(text, { engine }), engine };
    for (let at = 0; at <= text.length; at++) offer(`${text.slice(0, at)}$0${text.slice(at)}`, all);
    offer(`$0${text}$0`, all);
  }
});
