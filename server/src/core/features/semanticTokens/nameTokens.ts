/** The tokens of names: rules, functions, locals, fields, imports, the package. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { Head, Import, PolicyModel, Reference, Rule, Segment, Span, Target } from '../../syntax/model.ts';
import { importOf, ruleNameIn } from '../names/throughImports.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { kindOf, type TokenKind } from './legend.ts';

export interface Token extends Span {
  readonly kind: TokenKind;
}

// Made once: there are thousands of tokens.
const ROOT = kindOf('variable', 'readonly', 'defaultLibrary');
const PROPERTY = kindOf('property');
const NAMESPACE = kindOf('namespace');
const NEW_NAMESPACE = kindOf('namespace', 'declaration');
const OPA_NAMESPACE = kindOf('namespace', 'defaultLibrary');
const FUNCTION = kindOf('function');
const BUILTIN = kindOf('function', 'defaultLibrary');
const OLD_BUILTIN = kindOf('function', 'defaultLibrary', 'deprecated');
const LOCAL = kindOf('variable');
const NEW_LOCAL = kindOf('variable', 'declaration');
const ARGUMENT = kindOf('parameter');
const NEW_ARGUMENT = kindOf('parameter', 'declaration');
const RULE = kindOf('variable', 'readonly');
const READ_RULE = kindOf('interface', 'defaultLibrary');
const OLD_RULE = kindOf('interface', 'defaultLibrary', 'deprecated');

/**
 * In no order; none of the names covers another.
 * @param isSeen of a reference: what is not seen may be left out
 */
export function* listNameTokens(policy: OpenPolicy, isSeen: (span: Span) => boolean): Iterable<Token> {
  const { model } = policy;
  if (model.package) yield* ofPackage(model.package.nameSpan, model);
  for (const entry of model.imports) yield* ofImport(entry);
  const heads = new Map(model.clauses.map(({ head, rule }) => [head, rule]));
  for (const [head, rule] of heads) yield* ofHead(head, rule);
  for (const reference of model.references) if (isSeen(reference)) yield* ofReference(reference, policy);
}

function* ofPackage({ from, to }: Span, { text }: PolicyModel): Iterable<Token> {
  for (const { 0: name, index } of text.slice(from, to).matchAll(/[A-Za-z_]\w*/g)) {
    yield { from: from + index, to: from + index + name.length, kind: NEW_NAMESPACE };
  }
}

function* ofImport({ path, pathSpan, segments, alias }: Import): Iterable<Token> {
  const [root = ''] = path;
  const isInput = root === 'input';
  const first = isInput || root === 'data' ? ROOT : NAMESPACE;
  yield { from: pathSpan.from, to: pathSpan.from + root.length, kind: first };
  yield* ofNamedSteps(segments, isInput ? PROPERTY : NAMESPACE);
  if (alias) yield { ...alias.span, kind: NEW_NAMESPACE };
}

function* ofHead({ nameSpan, path }: Head, rule: Rule): Iterable<Token> {
  const { type, modifiers } = kindOfRule(rule);
  yield { ...nameSpan, kind: { type, modifiers: ['declaration', ...modifiers] } };
  yield* ofNamedSteps(path, PROPERTY);
}

function* ofReference(reference: Reference, policy: OpenPolicy): Iterable<Token> {
  const { target, path, nameSpan } = reference;
  if (target.kind === 'function') {
    yield* ofCallee(reference, policy);
    return;
  }
  const name = ruleNameIn(reference, policy.model);
  const kind = kindOfFirst(reference, target, policy.model);
  if (kind) yield { ...nameSpan, kind };
  const ruleAt = path.findIndex(({ term }) => term === name?.term);
  yield* ofNamedSteps(path.slice(0, Math.max(0, ruleAt)), NAMESPACE);
  const step = path[ruleAt];
  if (step && target.kind === 'rule') yield* ofNamedSteps([step], kindOfRule(target.rule));
  yield* ofNamedSteps(path.slice(ruleAt + 1), PROPERTY);
}

/** Undefined for a wildcard. */
function kindOfFirst(reference: Reference, target: Target, model: PolicyModel): TokenKind | undefined {
  if (target.kind === 'local') return kindOfLocal(reference, target.local);
  if (target.kind === 'rule' && ruleNameIn(reference, model)?.span === reference.nameSpan)
    return kindOfRule(target.rule);
  return importOf(reference, model) ? NAMESPACE : ROOT;
}

function kindOfLocal(
  reference: Reference,
  { kind, name, declaration }: Extract<Target, { kind: 'local' }>['local'],
): TokenKind | undefined {
  if (kind === 'wildcard' || name === '_') return undefined;
  // A rule that the policy does not write is there all the same.
  if (kind === 'free' && loginRuleNamed(name)) return kindOfRule({ name, clauses: [] });
  const isNew = reference === declaration;
  if (kind === 'argument') return isNew ? NEW_ARGUMENT : ARGUMENT;
  return isNew ? NEW_LOCAL : LOCAL;
}

function kindOfRule({ name, clauses }: Rule): TokenKind {
  const read = loginRuleNamed(name);
  if (read) return read.deprecated ? OLD_RULE : READ_RULE;
  return clauses.some(({ defines }) => defines === 'function') ? FUNCTION : RULE;
}

/** `time.clock`: the last name is the function's. */
function* ofCallee({ nameSpan, path, parent }: Reference, { builtins }: OpenPolicy): Iterable<Token> {
  const builtin = parent.kind === 'call' ? builtins.get(parent.name) : undefined;
  const isUnknown = builtins.size > 0 && !builtin;
  const own = isUnknown ? FUNCTION : BUILTIN;
  const last = builtin?.deprecated ? OLD_BUILTIN : own;
  const before = isUnknown ? NAMESPACE : OPA_NAMESPACE;
  yield { ...nameSpan, kind: path.length === 0 ? last : before };
  yield* ofNamedSteps(path.slice(0, -1), before);
  yield* ofNamedSteps(path.slice(-1), last);
}

/** Those after a dot; others are terms of their own. */
function* ofNamedSteps(path: readonly Segment[], kind: TokenKind): Iterable<Token> {
  for (const { term } of path) {
    if (term.kind === 'string' && term.form === 'name') yield { from: term.from, to: term.to, kind };
  }
}
