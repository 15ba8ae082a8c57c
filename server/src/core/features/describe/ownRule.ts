import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { Clause, Definition, PolicyModel, Rule } from '../../syntax/model.ts';
import { commentLinesAbove } from '../../syntax/comments.ts';
import type { Value } from '../../syntax/values/value.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { code, paragraphs, plain, rego } from './markdown.ts';
import { sourceText } from './sourceText.ts';
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

/** How much of a head is shown. */
const LONG = 100;

/** The head as it is written, without `if`, on one line. */
function headText({ head, defaultSpan }: Clause, model: PolicyModel): string {
  const from = defaultSpan?.from ?? head.nameSpan.from;
  return sourceText({ from, to: Math.max(head.ifSpan?.from ?? head.to, head.nameSpan.to) }, model, LONG);
}

function describeValues(rule: Rule, policy: OpenPolicy): string {
  const clauses = rule.clauses.filter(({ isDefault }) => !isDefault);
  const kind = KINDS[shapeOf(clauses[0])];
  const size = clauses.length === 1 ? '' : `, ${String(clauses.length)} clauses`;
  const held = tellHeld(rule, kind, policy);
  return [`*${kind} of this policy${size}*`, held].filter((part) => part !== undefined).join('  \n');
}

/** A set at each key (`roles[space] contains role`) makes a map. */
function shapeOf(clause: Clause | undefined): Definition {
  if (!clause) return 'complete';
  return clause.head.path.length > 0 && clause.defines === 'set' ? 'map' : clause.defines;
}

const HELD: Readonly<Record<string, string>> = { set: 'Members', map: 'Keys', function: 'Gives', rule: 'Is' };

function tellHeld({ name, clauses }: Rule, kind: string, policy: OpenPolicy): string | undefined {
  const held = heldBy(clauses, false, policy.model);
  const byDefault = heldBy(clauses, true, policy.model);
  if (held.length > 0 && held.every((value) => value === TRUE)) {
    const otherwise = writeValues(byDefault, policy) ?? (loginRuleNamed(name) ? code('false') : 'undefined');
    return `True where ${held.length > 1 ? 'one of them' : 'it'} holds, else ${otherwise}`;
  }
  const texts = writeValues([...held, ...byDefault], policy);
  const members = writeValues(
    clauses.flatMap((clause) => membersAtKeys(clause, policy.model)),
    policy,
  );
  return texts && [`${HELD[kind] ?? ''}: ${texts}`, ...(members ? [`Members: ${members}`] : [])].join('  \n');
}

const TRUE: Value = { kind: 'constant', value: true, literal: undefined };

function heldBy(clauses: readonly Clause[], isDefault: boolean, { values }: PolicyModel): readonly Value[] {
  return clauses.flatMap((clause) => (clause.isDefault === isDefault ? heldByOne(clause, values) : []));
}

/** What is in the sets at the keys of a map: the member, or the step behind the key (`roles[space][role]`). */
function membersAtKeys({ head, defines }: Clause, { values }: PolicyModel): readonly Value[] {
  const [, step] = head.path;
  const member =
    defines === 'set' && head.path.length > 0 ? head.key : defines === 'map' && !head.value ? step?.term : undefined;
  return member ? values.valuesOf(member) : [];
}

/** The members of a set, the keys of a map, the values of everything else. */
function heldByOne({ head, elses, defines }: Clause, values: PolicyModel['values']): readonly Value[] {
  const [step] = head.path;
  if (step) return values.valuesOf(step.term);
  if (defines === 'set') return head.key ? values.valuesOf(head.key) : [];
  const own = head.value ? values.valuesOf(head.value) : [TRUE];
  return [...own, ...elses.flatMap(({ value }) => (value ? values.valuesOf(value) : [TRUE]))];
}
