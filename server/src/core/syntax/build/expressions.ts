/** Bodies and their expressions, from nodes of the tree. */
import type { SyntaxNode } from '@lezer/common';
import type {
  Body,
  EveryExpression,
  Expression,
  LogicalTerm,
  Reference,
  ScopeOwner,
  SomeExpression,
  SomeInExpression,
  Span,
  Term,
  TermExpression,
  WithModifier,
} from '../model.ts';
import {
  childrenOf,
  descend,
  makeMissing,
  makeNode,
  makeScope,
  spanOf,
  type BuildContext,
  type BuiltScope,
  type Declaration,
} from './context.ts';
import { buildTerm, partsOf, splitMembership } from './terms.ts';

/** The body of its items' nodes; nested rules are left out: they become rules of their own. */
export function buildBody(
  items: readonly SyntaxNode[],
  span: Span,
  owner: ScopeOwner,
  scope: BuiltScope,
  context: BuildContext,
): Body {
  const builder = new ExpressionBuilder(owner, scope, context);
  const expressions = descend(context, () => items.flatMap((item) => builder.build(item) ?? []));
  return { ...span, scope, expressions: expressions ?? [] };
}

/** A body's node, or the one expression that stands for a body. */
export function itemsOf(node: SyntaxNode): SyntaxNode[] {
  return node.name === 'Body' ? partsOf(node) : [node];
}

/** The body that is an expression's only part: `if { … }`. */
export function unwrapBody(node: SyntaxNode): SyntaxNode {
  const [only, ...others] = childrenOf(node);
  return node.name === 'Expression' && only?.name === 'Body' && others.length === 0 ? only : node;
}

class ExpressionBuilder {
  readonly #owner: ScopeOwner;
  readonly #scope: BuiltScope;
  readonly #context: BuildContext;

  constructor(owner: ScopeOwner, scope: BuiltScope, context: BuildContext) {
    this.#owner = owner;
    this.#scope = scope;
    this.#context = context;
  }

  build(node: SyntaxNode): Expression | undefined {
    switch (node.name) {
      case 'Some':
        return this.#buildSome(node);
      case 'SomeIn':
        return this.#buildSomeIn(node);
      case 'Every':
        return this.#buildEvery(node);
      case 'Expression':
        return this.#buildTermExpression(node);
      default:
        if (node.name === 'NestedRule') this.#context.nested.push({ node, owner: this.#owner });
        return undefined;
    }
  }

  #buildSome(node: SyntaxNode): Expression {
    const known = { kind: 'some', ...spanOf(node), parent: this.#owner } as const;
    return makeNode<SomeExpression>(known, (self) => ({
      withs: [],
      names: partsOf(node).flatMap((part) => this.#declare(part, self, this.#scope, 'declared')),
    }));
  }

  /** The variables of a declaration. */
  #declare(node: SyntaxNode, parent: Expression, scope: BuiltScope, kind: Declaration['kind']): Reference[] {
    const names = variablesOf(buildTerm(node, node.to, parent, scope, this.#context));
    for (const reference of names) this.#context.declarations.push({ reference, scope, kind });
    return names;
  }

  #buildSomeIn(node: SyntaxNode): Expression {
    const known = { kind: 'someIn', ...spanOf(node), parent: this.#owner } as const;
    return makeNode<SomeInExpression>(known, (self) => ({
      ...this.#buildMembers(node, self, this.#scope),
      withs: this.#buildWiths(node, self),
    }));
  }

  #buildEvery(node: SyntaxNode): Expression {
    const known = { kind: 'every', ...spanOf(node), parent: this.#owner } as const;
    return makeNode<EveryExpression>(known, (self) => {
      const scope = makeScope(self, this.#scope);
      const body = childrenOf(node).find((child) => child.name === 'Body');
      const span = body ? spanOf(body) : { from: node.to, to: node.to };
      return {
        ...this.#buildMembers(node, self, scope),
        body: this.#context.buildBody(body ? itemsOf(body) : [], span, self, scope),
        withs: this.#buildWiths(node, self),
      };
    });
  }

  /** `key, value in collection`, where key and value introduce names. */
  #buildMembers(
    node: SyntaxNode,
    self: SomeInExpression | EveryExpression,
    scope: BuiltScope,
  ): { key: Term | undefined; value: Term; collection: Term } {
    const { before, collection, at } = splitMembership(node);
    const [first, second] = before.map((part) => buildTerm(part, part.to, self, scope, this.#context));
    for (const pattern of [first, second]) {
      for (const reference of pattern ? variablesOf(pattern) : []) {
        this.#context.declarations.push({ reference, scope, kind: 'bound' });
      }
    }
    return {
      key: second ? first : undefined,
      value: second ?? first ?? makeMissing(node.to, self),
      collection: buildTerm(collection, at, self, this.#scope, this.#context),
    };
  }

  #buildTermExpression(node: SyntaxNode): Expression {
    const known = { kind: 'term', ...spanOf(node), parent: this.#owner } as const;
    return makeNode<TermExpression>(known, (self) => {
      const parts = childrenOf(node).filter((child) => child.name !== 'With');
      const isLogical = parts.some((part) => part.name === 'And' || part.name === 'Or');
      const operands = isLogical ? [] : parts.filter((part) => part.name !== 'Not');
      const term = isLogical ? this.#buildLogical(parts, self) : this.#buildOperand(operands[0], node, self);
      const negations = isLogical ? 0 : parts.length - operands.length;
      return { negated: negations % 2 === 1, term, withs: this.#buildWiths(node, self) };
    });
  }

  #buildOperand(operand: SyntaxNode | undefined, node: SyntaxNode, self: TermExpression): Term {
    if (operand?.name === 'Body') return this.#buildOperands([[operand]], 'and', self);
    const term = buildTerm(operand, node.to, self, this.#scope, this.#context);
    if (term.kind === 'operation' && term.operator === ':=') {
      for (const reference of variablesOf(term.left)) {
        this.#context.declarations.push({ reference, scope: this.#scope, kind: 'assigned' });
      }
    }
    return term;
  }

  /** `a and not b or c`: `and` binds tighter, which matters to nobody who only looks for what is inside. */
  #buildLogical(parts: readonly SyntaxNode[], parent: TermExpression): Term {
    const operator = parts.some((part) => part.name === 'Or') ? 'or' : 'and';
    const operands: SyntaxNode[][] = [[]];
    for (const part of parts) {
      if (part.name === 'And' || part.name === 'Or') operands.push([]);
      else operands.at(-1)?.push(part);
    }
    return this.#buildOperands(operands, operator, parent);
  }

  #buildOperands(operands: readonly SyntaxNode[][], operator: 'and' | 'or', parent: TermExpression): Term {
    const span = { from: operands[0]?.[0]?.from ?? parent.from, to: parent.to };
    return makeNode<LogicalTerm>({ kind: 'logical', ...span, parent }, (self) => ({
      operator,
      operands: operands.map((parts) => this.#buildOperandBody(parts, self)),
    }));
  }

  #buildOperandBody(parts: readonly SyntaxNode[], owner: LogicalTerm): Body {
    const scope = makeScope(owner, this.#scope);
    const value = parts.find((part) => part.name !== 'Not');
    const span = { from: parts[0]?.from ?? owner.to, to: parts.at(-1)?.to ?? owner.to };
    if (value?.name === 'Body') return this.#context.buildBody(itemsOf(value), span, owner, scope);
    const known = { kind: 'term', ...span, parent: owner } as const;
    const expression = makeNode<TermExpression>(known, (self) => ({
      negated: parts.some((part) => part.name === 'Not'),
      term: buildTerm(value, span.to, self, scope, this.#context),
      withs: [],
    }));
    return { ...span, scope, expressions: [expression] };
  }

  #buildWiths(node: SyntaxNode, parent: Expression): WithModifier[] {
    return childrenOf(node)
      .filter((child) => child.name === 'With')
      .map((child) => {
        const [target, value] = partsOf(child);
        return makeNode<WithModifier>({ kind: 'with', ...spanOf(child), parent }, (self) => ({
          target: buildTerm(target, child.to, self, this.#scope, this.#context),
          value: buildTerm(value, child.to, self, this.#scope, this.#context),
        }));
      });
  }
}

/** The variables a pattern introduces: `x`, `[x, y]`, `{"a": x}`. */
export function variablesOf(pattern: Term): Reference[] {
  if (pattern.kind === 'reference') return pattern.path.length === 0 ? [pattern] : [];
  if (pattern.kind === 'array' || pattern.kind === 'set') return pattern.items.flatMap(variablesOf);
  return pattern.kind === 'object' ? pattern.entries.flatMap((entry) => variablesOf(entry.value)) : [];
}
