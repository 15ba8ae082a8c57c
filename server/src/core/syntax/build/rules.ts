/** Packages, imports and rules, from nodes of the tree. */
import type { SyntaxNode } from '@lezer/common';
import type { Body, Clause, Definition, ElseBranch, Head, Import, Package, Rule, ScopeOwner, Span } from '../model.ts';
import { clauseOf } from '../ancestors.ts';
import { childrenOf, makeNode, makeScope, spanOf, type BuildContext, type BuiltScope } from './context.ts';
import { itemsOf, unwrapBody, variablesOf } from './expressions.ts';
import { readHead, type HeadNodes } from './heads.ts';
import { buildSegments, buildTerm, partsOf } from './terms.ts';

export function buildPackage(node: SyntaxNode, context: BuildContext): Package {
  const path = childrenOf(node).find((child) => child.name === 'Path');
  const nameSpan = path ? spanOf(path) : { from: node.to, to: node.to };
  const name = context.text.slice(nameSpan.from, nameSpan.to).replaceAll(/\["([^"]*)"\]/g, '.$1');
  return { kind: 'package', ...spanOf(node), name, nameSpan };
}

export function buildImport(node: SyntaxNode, context: BuildContext): Import {
  const [path, alias] = partsOf(node);
  const [first, ...rest] = path?.name === 'Path' ? partsOf(path) : [];
  return makeNode<Import>({ kind: 'import', ...spanOf(node), parent: undefined }, (self) => {
    const segments = buildSegments(rest, self, makeScope(self), context);
    const names = first ? [textOf(first, context), ...segments.map((segment) => String(segment.constant ?? ''))] : [];
    const aliasName = alias?.name === 'Variable' ? textOf(alias, context) : undefined;
    return {
      path: names,
      pathSpan: path ? spanOf(path) : { from: node.to, to: node.to },
      segments,
      name: aliasName ?? names.at(-1) ?? '',
      alias: alias && aliasName !== undefined ? { name: aliasName, span: spanOf(alias) } : undefined,
    };
  });
}

/** Builds the clauses of rules, and groups them by name. */
export class RuleBuilder {
  readonly rules = new Map<string, Rule & { readonly clauses: Clause[] }>();
  readonly clauses: Clause[] = [];
  readonly #context: BuildContext;

  constructor(context: BuildContext) {
    this.#context = context;
  }

  /** The clauses of one rule of the text, and of rules that are written inside of it. */
  build(node: SyntaxNode): void {
    this.#buildRule(node, undefined);
    for (let next = this.#context.nested.shift(); next; next = this.#context.nested.shift()) {
      this.#buildRule(next.node, clauseOf(next.owner));
    }
  }

  #buildRule(node: SyntaxNode, nestedIn: Clause | undefined): void {
    const head = readHead(node);
    if (!head) return;
    const parts = childrenOf(node).slice(head.partCount);
    const bodies = parts.filter((part) => part.name !== 'Else' && part.name !== 'If');
    const elses = parts.filter((part) => part.name === 'Else');
    const [first, ...chained] = bodies;
    const end = elses.at(-1)?.to ?? first?.to ?? node.to;
    const clause = this.#buildFirst(
      node,
      head,
      first,
      { from: node.from, to: chained.length > 0 ? end : node.to },
      nestedIn,
    );
    for (const branch of elses) clause.elses.push(this.#buildElse(branch, clause));
    for (const body of chained) this.#buildChained(body, clause);
  }

  #buildFirst(
    node: SyntaxNode,
    nodes: HeadNodes,
    bodyNode: SyntaxNode | undefined,
    span: Span,
    nestedIn: Clause | undefined,
  ): Clause & { readonly elses: ElseBranch[] } {
    type Built = Clause & { readonly elses: ElseBranch[] };
    const clause = makeNode<Built>({ kind: 'clause', ...span, parent: undefined }, (self) => {
      const scope = makeScope(self);
      const head = this.#buildHead(nodes, self, scope);
      return {
        defines: definitionOf(head),
        isDefault: nodes.default !== undefined,
        defaultSpan: nodes.default && spanOf(nodes.default),
        head,
        body: bodyNode && this.#buildBody(bodyNode, self, scope),
        elses: [],
        rule: this.#ruleOf(head.name),
        scope,
        whole: spanOf(node),
        nestedIn,
      };
    });
    this.#add(clause);
    return clause;
  }

  #buildHead(nodes: HeadNodes, clause: Clause, scope: BuiltScope): Head {
    const context = this.#context;
    const build = (node: SyntaxNode | undefined) => node && buildTerm(node, node.to, clause, scope, context);
    const path = buildSegments(nodes.steps, clause, scope, context);
    const args = nodes.args && partsOf(nodes.args).map((node) => buildTerm(node, node.to, clause, scope, context));
    for (const reference of args?.flatMap(variablesOf) ?? []) {
      context.declarations.push({ reference, scope, kind: 'argument' });
    }
    const isV0Set = nodes.isBare && path.length === 1;
    return {
      from: nodes.span.from,
      to: nodes.span.to,
      name: textOf(nodes.variable, context),
      nameSpan: spanOf(nodes.variable),
      path: isV0Set ? [] : path,
      args,
      key: isV0Set ? path[0]?.term : build(nodes.member),
      operator: nodes.operator && (textOf(nodes.operator, context) === '=' ? '=' : ':='),
      operatorSpan: nodes.operator && spanOf(nodes.operator),
      value: build(nodes.value),
      containsSpan: nodes.contains && spanOf(nodes.contains),
      ifSpan: nodes.if && spanOf(nodes.if),
    };
  }

  /** A further body of a v0 head. */
  #buildChained(body: SyntaxNode, first: Clause): void {
    const { defines, isDefault, defaultSpan, head, rule, scope, whole, nestedIn } = first;
    const shared = { defines, isDefault, defaultSpan, head, rule, scope, whole, nestedIn };
    const clause = makeNode<Clause>({ kind: 'clause', ...spanOf(body), parent: undefined }, (self) => ({
      ...shared,
      body: this.#buildBody(body, self, scope as BuiltScope),
      elses: [],
    }));
    this.#add(clause);
  }

  #buildElse(node: SyntaxNode, parent: Clause): ElseBranch {
    return makeNode<ElseBranch>({ kind: 'else', ...spanOf(node), parent }, (self) => {
      const scope = makeScope(self, parent.scope as BuiltScope);
      const parts = childrenOf(node);
      const assignAt = parts.findIndex((part) => part.name === 'Operator');
      const value = assignAt < 0 ? undefined : parts[assignAt + 1];
      const body = parts.slice(assignAt < 0 ? 1 : assignAt + 2).find((part) => part.name !== 'If');
      return {
        value: value && buildTerm(value, value.to, self, scope, this.#context),
        body: body && this.#buildBody(body, self, scope),
        scope,
      };
    });
  }

  #buildBody(node: SyntaxNode, owner: ScopeOwner, scope: BuiltScope): Body {
    const body = unwrapBody(node);
    return this.#context.buildBody(itemsOf(body), spanOf(body), owner, scope);
  }

  #ruleOf(name: string): Rule {
    let rule = this.rules.get(name);
    if (!rule) this.rules.set(name, (rule = { name, clauses: [] }));
    return rule;
  }

  #add(clause: Clause): void {
    this.clauses.push(clause);
    this.rules.get(clause.rule.name)?.clauses.push(clause);
  }
}

function definitionOf(head: Head): Definition {
  if (head.args) return 'function';
  if (head.key) return 'set';
  return head.path.length > 0 ? 'map' : 'complete';
}

function textOf(node: SyntaxNode, context: BuildContext): string {
  return context.text.slice(node.from, node.to);
}
