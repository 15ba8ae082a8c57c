/** Names that stand for something through an import, or through `data.<own package>`. */
import type { Import, PolicyModel, Reference, Rule, Segment, Span, Term } from '../../syntax/model.ts';

type Own = Pick<PolicyModel, 'imports' | 'package' | 'rules'>;

/** The import that gives a reference's first name its meaning. */
export function importOf(reference: Reference, { imports }: Own): Import | undefined {
  if (reference.target.kind === 'local') return undefined;
  return imports.findLast(({ name }) => name === reference.name);
}

/** The rule of this policy that an import leads to, or into, and at which of the import's segments. */
export function importedRule(entry: Import, model: Own): { rule: Rule; index: number } | undefined {
  const own = model.package?.name.split('.') ?? [];
  if (entry.path[0] !== 'data' || own.some((name, index) => entry.path[index + 1] !== name)) return undefined;
  const rule = model.rules.get(entry.path[own.length + 1] ?? '');
  return rule && { rule, index: own.length };
}

/** Where a reference names its rule. */
export interface RuleName {
  readonly span: Span;
  /** The step of a path (`data.spacelift.helper`) that does; undefined: the first name. */
  readonly term: Term | undefined;
}

/** Undefined: it leads to a rule by the alias of an import, which is another name. */
export function ruleNameIn(reference: Reference, model: Own): RuleName | undefined {
  const { target, path, nameSpan } = reference;
  if (target.kind !== 'rule') return undefined;
  const entry = importOf(reference, model);
  const above = entry?.segments ?? [];
  const index = above.length + path.length - target.path.length - 1;
  const segment: Segment | undefined = path[index - above.length];
  if (segment) return { span: segment.term, term: segment.term };
  const isOwnName = !entry || (!entry.alias && index === above.length - 1);
  return isOwnName ? { span: nameSpan, term: undefined } : undefined;
}
