import type { Clause, Definition, PolicyModel, Rule } from '../../syntax/model.ts';
import { commentLinesAbove } from '../../syntax/comments.ts';
import type { Value } from '../../syntax/values/value.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { paragraphs, plain, rego } from './markdown.ts';
import { writeValues } from './values.ts';

const KINDS: Readonly<Record<Definition, string>> = {
  complete: 'rule',
  set: 'set',
  map: 'map',
  function: 'function',
};

/** How many heads of a rule are shown. */
const SHOWN = 4;

/** A rule or function of the policy: its heads, what it can be, and the comment above it. Markdown. */
export function describeOwnRule(rule: Rule, policy: OpenPolicy): string {
  const { model } = policy;
  const heads = [...new Set(rule.clauses.map((clause) => headText(clause, model)))];
  const more = heads.length > SHOWN ? [`# and ${String(heads.length - SHOWN)} more`] : [];
  return paragraphs(
    rego([...heads.slice(0, SHOWN), ...more].join('\n')),
    commentOf(rule, model),
    describeValues(rule, policy),
  );
}

/** What stands in comments above the first clause that has some, each line as it is. Markdown. */
export function commentOf({ clauses }: Rule, model: PolicyModel): string | undefined {
  for (const { whole } of clauses) {
    const lines = commentLinesAbove(whole.from, model).filter((line) => !/^\s*(?:spacelift:|METADATA\s*$)/i.test(line));
    if (lines.some((line) => line.trim() !== '')) return lines.map(plain).join('  \n');
  }
  return undefined;
}

/** The head as it is written, without `if` and on one line. */
export function headText({ head, defaultSpan }: Clause, { text }: PolicyModel): string {
  const from = defaultSpan?.from ?? head.nameSpan.from;
  const end = Math.max(head.ifSpan?.from ?? head.to, head.nameSpan.to);
  return text.slice(from, end).replaceAll(/\s+/g, ' ').trim();
}

function describeValues(rule: Rule, policy: OpenPolicy): string {
  const { clauses } = rule;
  const kind = KINDS[clauses.find(({ isDefault }) => !isDefault)?.defines ?? 'complete'];
  const count = clauses.filter(({ isDefault }) => !isDefault).length;
  const { values } = policy.model;
  const held = clauses.flatMap((clause) => heldBy(clause, values));
  const words = kind === 'set' ? 'Members' : kind === 'map' ? 'Keys' : kind === 'function' ? 'Gives' : 'Is';
  const texts = writeValues(held, policy);
  const size = count === 1 ? '' : `, ${String(count)} clauses`;
  return [`*${kind} of this policy${size}*`, texts && `${words}: ${texts}`].filter(Boolean).join('  \n');
}

const TRUE: Value = { kind: 'constant', value: true, literal: undefined };

/** The members of a set, the keys of a map, the values of everything else. */
function heldBy({ head, elses, defines }: Clause, values: PolicyModel['values']): readonly Value[] {
  if (defines === 'map' || head.path.length > 0) return head.path[0] ? values.valuesOf(head.path[0].term) : [];
  if (defines === 'set') return head.key ? values.valuesOf(head.key) : [];
  const own = head.value ? values.valuesOf(head.value) : [TRUE];
  return [...own, ...elses.flatMap(({ value }) => (value ? values.valuesOf(value) : [TRUE]))];
}
