import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { listRules, listSymbols } from '../../../../server/src/core/features/symbols.ts';
import { demoInventory, openPolicy, type Opening } from '../../../support/openPolicy.ts';
import { spaceId } from '../account/demoAccount.ts';

const KINDS = new Map(Object.entries(SymbolKind).map(([name, kind]) => [kind as number, name]));

/** A line for each symbol: kind, name, detail, lines from 1; children indented. Ranges hold what they have to. */
function outline(text: string, opening: Opening = {}): string[] {
  const policy = openPolicy(text, opening);
  const show = (symbol: DocumentSymbol, indent: string): string[] => {
    const { name, detail, kind, range, selectionRange, tags, children = [] } = symbol;
    const [whole, at] = [policy.model.lines.spanOf(range), policy.model.lines.spanOf(selectionRange)];
    expect(name).not.toBe('');
    expect(whole.from <= at.from && at.to <= whole.to).toBe(true);
    const lines = `${String(range.start.line + 1)}-${String(range.end.line + 1)}`;
    const told = [`${indent}${KINDS.get(kind) ?? ''}`, name, ...(detail === undefined ? [] : [`‹${detail}›`]), lines];
    return [
      [...told, ...(tags ? ['deprecated'] : [])].join(' '),
      ...children.flatMap((child) => show(child, `${indent}  `)),
    ];
  };
  return listSymbols(policy).flatMap((symbol) => show(symbol, ''));
}

const P = 'package spacelift\n';

describe('the outline', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['a package alone', P, []],
    ['one clause', `${P}allow if input.session.member\n\n`, ['Boolean allow ‹input.session.member› 2-2']],
    [
      'several clauses',
      `${P}allow if input.a\nallow if {\n\tinput.b\n\tinput.c\n}`,
      ['Boolean allow ‹2 clauses› 2-6', '  Boolean allow ‹input.a› 2-2', '  Boolean allow ‹input.b; input.c› 3-6'],
    ],
    [
      'clauses apart',
      `${P}allow if input.a\nh := 1\nallow if input.b`,
      ['Boolean allow ‹input.a› 2-2', 'Constant h := 1 3-3', 'Boolean allow ‹input.b› 4-4'],
    ],
    [
      'defaults and else',
      `${P}default h := false\nh if input.a else := 2 if input.b`,
      [
        'Variable h ‹2 clauses› 2-3',
        '  Variable default h := false 2-2',
        '  Variable h ‹input.a› 3-3',
        '    Variable else ‹:= 2 if input.b› 3-3',
      ],
    ],
    [
      'functions, sets, maps',
      `${P}f(x) := x\np contains 1\nroles["s"] contains "r" if input.a\nm.a := 1`,
      [
        'Function f(x) := x 2-2',
        'Array p contains 1 3-3',
        'Object roles["s"] contains "r" ‹input.a› 4-4',
        'Object m.a := 1 5-5',
      ],
    ],
    ['what is deprecated', `${P}space_read["s"] { input.a }`, ['Array space_read["s"] ‹input.a› 2-2 deprecated']],
    [
      'a v0 head with two bodies',
      `${P}roles["s"]["r"] { input.a } { input.b }`,
      ['Object roles["s"]["r"] ‹input.a› 2-2'],
    ],
    [
      'broken text',
      `${P}allow if {\n\tinput.\n\ndeny if {\n\tinput.b ==\n}`,
      ['Boolean allow ‹input.› 2-3', 'Boolean deny ‹input.b ==› 5-7'],
    ],
    ['a head alone', `${P}allow`, ['Boolean allow 2-2']],
    [
      'long conditions',
      `${P}h if input.a == "${'🦀'.repeat(100)}"`,
      [`Boolean h ‹input.a == "${'🦀'.repeat(67)}…› 2-2`],
    ],
    [
      'CRLF, a BOM and tabs',
      `\uFEFF${P}allow if {\r\n\tinput.a\r\n\tinput.b\r\n}\r\n`,
      ['Boolean allow ‹input.a; input.b› 2-5'],
    ],
  ])('of %s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it('tells the names behind what is granted', () => {
    const production = spaceId('production');
    const text = `${P}roles["${production}"] contains "deployer" if input.a\nspace_read contains "${production}" if input.a\nroles["x"] contains "y" if input.b`;
    expect(outline(text, { account: demoInventory }).map((line) => /‹.*›/.exec(line)?.[0])).toEqual(
      ['‹2 clauses›', '‹Deployer in root/production›'].slice(1).concat(['‹in root/production›', '‹input.b›']),
    );
  });

  it('lists each rule once', () => {
    const { model } = openPolicy(`${P}allow if input.a\nh := 1\nallow if input.b\nspace_read["s"] { true }`);
    expect(listRules(model).map(({ name, isDeprecated }) => [name, isDeprecated])).toEqual([
      ['allow', false],
      ['h', false],
      ['space_read', true],
    ]);
  });
});
