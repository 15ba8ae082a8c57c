/** Names of the policy: what is in scope at a place, its rules and its functions. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { Local, Parent, PolicyModel, Reference, Rule, Scope, Span, Term } from '../../syntax/model.ts';
import { escapeSnippet, type Suggestion } from './suggestion.ts';

/** Locals and arguments, the nearest first. */
export function localNames(at: Reference): readonly Suggestion[] {
  const names = new Map<string, Local>();
  for (let scope = scopeOf(at); scope; scope = scope.parent) {
    for (const [name, local] of scope.locals) {
      if (local.declaration !== at && !names.has(name)) names.set(name, local);
    }
  }
  return [...names].map(([name, { kind }]) => ({
    label: name,
    kind: CompletionItemKind.Variable,
    insert: name,
    detail: kind === 'argument' ? 'argument' : 'local',
  }));
}

function scopeOf(at: Reference): Scope | undefined {
  if (at.target.kind === 'local') return at.target.local.scope;
  for (let node: Parent | undefined = at.parent; node; node = node.parent) {
    if (node.kind === 'comprehension') return node.body.scope;
    if (node.kind === 'every') return node.body.scope;
    if (node.kind === 'clause' || node.kind === 'else') return node.scope;
  }
  return undefined;
}

/**
 * Helpers first, then what Spacelift reads; functions with their arguments.
 * @param except a word that may be half a name itself
 */
export function ruleNames(model: PolicyModel, except: Span): readonly Suggestion[] {
  const rules = [...model.rules.values()].filter(({ clauses }) => {
    return clauses.some(({ head }) => head.nameSpan.from !== except.from);
  });
  const isRead = ({ name }: Rule): boolean => loginRuleNamed(name) !== undefined;
  return [...rules.filter((rule) => !isRead(rule)), ...rules.filter(isRead)].map(suggestRule);
}

function suggestRule({ name, clauses }: Rule): Suggestion {
  const [first] = clauses;
  const args = first?.head.args;
  const isRead = loginRuleNamed(name) !== undefined;
  const stops = args?.map((arg, index) => `\${${index + 1}:${escapeSnippet(nameOf(arg, index))}}`).join(', ');
  return {
    label: name,
    kind: args ? CompletionItemKind.Function : isRead ? CompletionItemKind.Event : CompletionItemKind.Property,
    insert: stops === undefined ? name : `${name}(${stops})`,
    isSnippet: stops !== undefined,
    detail: args ? 'function of this policy' : isRead ? 'rule that Spacelift reads' : 'rule of this policy',
    ...(isRead && { documented: { of: 'rule', name } }),
  };
}

function nameOf(arg: Term, index: number): string {
  return arg.kind === 'reference' && arg.name !== '_' ? arg.name : `argument${String(index + 1)}`;
}

/** Imports by the names they have here. */
export function importNames(model: PolicyModel): readonly Suggestion[] {
  return model.imports
    .filter(({ path: [root], name }) => (root === 'input' || root === 'data') && name !== '' && name !== root)
    .map(({ name, path }) => ({
      label: name,
      kind: CompletionItemKind.Module,
      insert: name,
      detail: `import ${path.join('.')}`,
    }));
}
