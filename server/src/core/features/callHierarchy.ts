/** Which rules ask a rule or function, and which it asks. */
import type { SymbolKind } from 'vscode-languageserver-types';
import type { Range } from '../../protocol/findings.ts';
import { clauseOf } from '../syntax/ancestors.ts';
import type { PolicyModel, Reference, Rule } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { namedAt } from './names/named.ts';
import { importedRule, ruleNameIn } from './names/throughImports.ts';
import type { OpenPolicy } from './openPolicy.ts';
import { kindOfRule } from './symbols.ts';

export interface RuleItem {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Of its first clause. */
  readonly range: Range;
  readonly selectionRange: Range;
}

/** Another rule, and where the one asks the other. */
export interface RuleCalls {
  readonly rule: RuleItem;
  readonly ranges: readonly Range[];
}

/** The rule at an offset; undefined where none is. */
export function findRule({ model }: OpenPolicy, offset: number): RuleItem | undefined {
  const named = namedAt(model, offset)?.named;
  if (named?.kind === 'rule') return toItem(named.rule, model);
  const imported = named?.kind === 'import' ? importedRule(named.import, model) : undefined;
  return imported && toItem(imported.rule, model);
}

/** The rules that ask the one of this name, in the order of their asking. */
export function listAskers({ model }: OpenPolicy, name: string): readonly RuleCalls[] {
  const rule = model.rules.get(name);
  const references = rule ? model.references.filter((reference) => ruleOf(reference) === rule) : [];
  return toCalls(references, (reference) => clauseOf(reference)?.rule, model);
}

/** The rules that the one of this name asks, in the order of its asking. */
export function listAsked({ model }: OpenPolicy, name: string): readonly RuleCalls[] {
  const rule = model.rules.get(name);
  const references = rule ? model.references.filter((reference) => clauseOf(reference)?.rule === rule) : [];
  return toCalls(references, ruleOf, model);
}

function ruleOf({ target }: Reference): Rule | undefined {
  return target.kind === 'rule' ? target.rule : undefined;
}

function toCalls(
  references: readonly Reference[],
  otherOf: (reference: Reference) => Rule | undefined,
  model: PolicyModel,
): readonly RuleCalls[] {
  return [...groupBy(references, otherOf)].flatMap(([other, asking]) => {
    const rule = other && toItem(other, model);
    const ranges = asking.map((reference) =>
      model.lines.rangeOf(ruleNameIn(reference, model)?.span ?? reference.nameSpan),
    );
    return rule ? [{ rule, ranges }] : [];
  });
}

function toItem(rule: Rule, { lines, text }: PolicyModel): RuleItem | undefined {
  const [first] = rule.clauses;
  if (!first) return undefined;
  const { whole, head } = first;
  const end = whole.from + text.slice(whole.from, whole.to).trimEnd().length;
  return {
    name: rule.name,
    kind: kindOfRule(rule),
    range: lines.rangeOf({ from: whole.from, to: Math.max(end, head.nameSpan.to) }),
    selectionRange: lines.rangeOf(head.nameSpan),
  };
}
