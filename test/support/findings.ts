/**
 * Fixtures for findings: marked texts (`marked.ts`) whose annotations read
 * `SL013 error: the message` and, for places that belong to another finding, `related: the message`.
 */
import { expect } from 'vitest';
import type { Finding, Fix } from '../../server/src/protocol/findings.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { OpaError, RegoVersion } from '../../server/src/protocol/engine.ts';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { applyIgnores } from '../../server/src/core/rules/applyIgnores.ts';
import { RULES } from '../../server/src/core/rules/all.ts';
import type { AnyRule, RuleContext } from '../../server/src/core/rules/rule.ts';
import { runRules } from '../../server/src/core/rules/runRules.ts';
import type { RuleId } from '../../server/src/core/rules/table.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../../server/src/core/settings/settings.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import { LineIndex } from '../../server/src/core/syntax/positions.ts';
import { readMarked, sortExpectations, type Expectation } from './marked.ts';

/** Some texts say the same in both versions. */
export interface RuleFixture {
  /** What is shown. */
  name: string;
  /** `package spacelift` is put before it, unless `bare`. */
  text: string;
  bare?: boolean;
  engine?: RegoVersion;
  /** Left out: as `engine`. */
  written?: RegoVersion;
  parses?: boolean;
  /** OPA's, for rules that tell them. */
  errors?: OpaError[];
  /** Left out: none is known. */
  account?: AccountSnapshot;
  settings?: Partial<CheckSettings>;
  /** The text after the first fix of every finding; left out: nothing is said about fixes. */
  fixed?: string;
  /** Whether those fixes are unsafe. */
  unsafe?: boolean;
  /** Whether they are so because they take access away. */
  narrows?: boolean;
}

const PACKAGE = 'package spacelift\n\n';

/** What one rule says of a fixture on its own has to be its annotations, in the order of the text. */
export function checkRule(id: RuleId, fixture: RuleFixture): void {
  const { text, expected } = readMarked(complete(fixture.text, fixture));
  // SL045 is about all the others.
  const rules = id === 'SL045' ? RULES : RULES.filter((rule) => rule.id === id);
  const found = findByRules(text, fixture, rules).filter(({ rule }) => rule === id);
  expect(describeFindings(text, found)).toEqual(sortExpectations(expected));
  if (fixture.fixed !== undefined) checkFixes(text, found, fixture);
}

/** What rules say, without OPA, after the ignore comments of the text. */
export function findByRules(
  text: string,
  fixture: Omit<RuleFixture, 'name' | 'text'> = {},
  rules: readonly AnyRule[] = RULES,
): readonly Finding[] {
  const model = buildModel(text);
  const { engine = 'v1', written = engine, parses = true, errors = [], account, settings } = fixture;
  const context: RuleContext = {
    model,
    engine,
    written,
    parses,
    account: account && buildInventory(account),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    errors: errors.map((error) => ({
      error,
      span: error.location && model.lines.spanOfBytes(error.location.offset, error.location.length),
    })),
  };
  const { findings, final, faults } = runRules(context, rules);
  for (const fault of faults) throw fault;
  return applyIgnores(findings, final, context);
}

/** Findings, and the places related to them, as annotations. */
export function describeFindings(text: string, findings: readonly Finding[]): Expectation[] {
  const lines = new LineIndex(text);
  const places = findings.flatMap(({ range, rule, severity, message, related = [] }) => [
    { range, message: `${rule} ${severity}: ${message}` },
    ...related.map((place) => ({ range: place.range, message: `related: ${place.message}` })),
  ]);
  return sortExpectations(places.map(({ range, message }) => ({ ...lines.spanOf(range), message })));
}

function checkFixes(text: string, found: readonly Finding[], fixture: RuleFixture): void {
  const fixes = found.flatMap(({ fixes }) => fixes?.slice(0, 1) ?? []);
  const { fixed = '', narrows = false, unsafe = narrows } = fixture;
  expect(applyFixes(text, fixes)).toBe(complete(fixed, fixture));
  const effects = fixes.map((fix) => ({ unsafe: fix.unsafe ?? false, narrows: fix.narrows ?? false }));
  expect(effects).toEqual(fixes.map(() => ({ unsafe, narrows })));
}

/** The text after all edits of all fixes; an edit that several share is made once. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const lines = new LineIndex(text);
  const edits = fixes
    .flatMap((fix) => fix.edits)
    .map(({ range, newText }) => ({ ...lines.spanOf(range), newText }))
    .sort((a, b) => b.from - a.from || b.to - a.to);
  const unique = edits.filter((edit, index) => JSON.stringify(edit) !== JSON.stringify(edits[index - 1]));
  return unique.reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}

function complete(text: string, { bare = false }: RuleFixture): string {
  return bare ? text : PACKAGE + text;
}
