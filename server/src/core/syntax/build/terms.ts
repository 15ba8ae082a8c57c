/** Terms of the model from nodes of the tree. */
import type { SyntaxNode } from '@lezer/common';
import type { Operator, Parent, Reference, Segment, StringTerm, Target, Term } from '../model.ts';
import {
  childrenOf,
  descend,
  makeMissing,
  makeNode,
  makeScope,
  spanOf,
  type BuildContext,
  type BuiltScope,
} from './context.ts';
import * as terms from '../generated/regoParser.terms.ts';
import { readQuoted, readRaw, unescapeBraces, unescapeText } from './strings.ts';

/** Until `resolve` has looked the name up. */
const UNRESOLVED: Target = { kind: 'function', path: [] };

const PUNCTUATION = new Set([',', ';', ':', '[', ']', '(', ')', '}', 'Operator', 'Keyword', 'Not', 'If']);

/** The children that are terms, pairs, bodies or parts of a path. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => !PUNCTUATION.has(child.name));
}

/**
 * The term of a node, or a missing one.
 * @param at where a missing term stands
 */
export function buildTerm(
  node: SyntaxNode | undefined,
  at: number,
  parent: Parent,
  scope: BuiltScope,
  context: BuildContext,
): Term {
  return node ? new TermBuilder(scope, context).build(node, parent) : makeMissing(at, parent);
}

/** The steps of a path: members and indices. */
export function buildSegments(
  nodes: readonly SyntaxNode[],
  parent: Parent,
  scope: BuiltScope,
  context: BuildContext,
): Segment[] {
  const builder = new TermBuilder(scope, context);
  return nodes.map((node) => builder.buildSegment(node, parent));
}

class TermBuilder {
  readonly #scope: BuiltScope;
  readonly #context: BuildContext;

  constructor(scope: BuiltScope, context: BuildContext) {
    this.#scope = scope;
    this.#context = context;
  }

  build(node: SyntaxNode, parent: Parent): Term {
    return descend(this.#context, () => this.#buildNode(node, parent)) ?? makeMissing(node.from, parent);
  }

  #buildNode(node: SyntaxNode, parent: Parent): Term {
    switch (node.name) {
      case 'Variable':
        return this.#buildReference(node, [], parent);
      case 'Reference':
        return this.#buildPath(node, parent);
      case 'Operation':
        return this.#buildOperation(node, parent);
      case 'Membership':
        return this.#buildMembership(node, parent);
      case 'Parens':
      case 'Expression':
        return this.#buildGroup(node, parent);
      case 'Negative':
        return this.#buildNegative(node, parent);
      case 'Template':
      case 'RawTemplate':
        return this.#buildTemplate(node, parent);
      default:
        return this.#buildLiteral(node, parent) ?? this.#buildCollection(node, parent);
    }
  }

  buildSegment(node: SyntaxNode, parent: Parent): Segment {
    const [part] = partsOf(node);
    const span = spanOf(node);
    if (node.name === 'Member') {
      const term = part ? this.#buildName(part, parent) : makeMissing(node.to, parent);
      return { ...span, term, constant: term.kind === 'string' ? term.value : undefined, dotted: true };
    }
    const term = part ? this.build(part, parent) : makeMissing(node.to, parent);
    const constant = term.kind === 'string' || term.kind === 'number' ? term.value : undefined;
    return { ...span, term, constant, dotted: false };
  }

  #textOf(node: SyntaxNode): string {
    return this.#context.text.slice(node.from, node.to);
  }

  #buildName(node: SyntaxNode, parent: Parent): StringTerm {
    return { kind: 'string', ...spanOf(node), parent, value: this.#textOf(node), form: 'name' };
  }

  #buildLiteral(node: SyntaxNode, parent: Parent): Term | undefined {
    const base = { from: node.from, to: node.to, parent };
    const text = this.#textOf(node);
    switch (node.name) {
      case 'String':
        return this.#addLiteral({ kind: 'string', ...base, value: readQuoted(text), form: 'quoted' });
      case 'RawString':
        return this.#addLiteral({ kind: 'string', ...base, value: readRaw(text), form: 'raw' });
      case 'Number':
        return this.#addLiteral({ kind: 'number', ...base, text, value: Number(text) });
      case 'Boolean':
        return this.#addLiteral({ kind: 'boolean', ...base, value: text === 'true' });
      case 'Null':
        return this.#addLiteral({ kind: 'null', ...base });
      default:
        return undefined;
    }
  }

  #addLiteral<T extends BuildContext['literals'][number]>(literal: T): T {
    this.#context.literals.push(literal);
    return literal;
  }

  #buildReference(variable: SyntaxNode, path: readonly SyntaxNode[], parent: Parent): Reference {
    const last = path.at(-1) ?? variable;
    const known = { kind: 'reference', from: variable.from, to: last.to, parent } as const;
    return makeNode<Reference>(known, (self) => {
      this.#context.uses.push({ reference: self, scope: this.#scope });
      return {
        name: this.#textOf(variable),
        nameSpan: spanOf(variable),
        path: path.map((segment) => this.buildSegment(segment, self)),
        target: UNRESOLVED,
      };
    });
  }

  /** A head with members, indices and arguments behind it: a reference, a call, or a path below a call or a value. */
  #buildPath(node: SyntaxNode, parent: Parent): Term {
    const [head, ...rest] = partsOf(node);
    if (!head) return makeMissing(node.from, parent);
    const callAt = rest.findIndex((part) => part.name === 'Arguments');
    if (head.name !== 'Variable') return this.#buildLookup(head, [], rest, parent);
    if (callAt < 0) return this.#buildReference(head, rest, parent);
    const below = rest.slice(callAt + 1);
    if (below.length > 0) return this.#buildLookup(head, rest.slice(0, callAt + 1), below, parent);
    return this.#buildCall(head, rest, parent);
  }

  /** @param call the head's own members and arguments, where it is called */
  #buildLookup(head: SyntaxNode, call: readonly SyntaxNode[], path: readonly SyntaxNode[], parent: Parent): Term {
    const to = path.at(-1)?.to ?? head.to;
    return makeNode<Extract<Term, { kind: 'lookup' }>>({ kind: 'lookup', from: head.from, to, parent }, (self) => ({
      base: call.length > 0 ? this.#buildCall(head, call, self) : this.build(head, self),
      path: path.map((segment) => this.buildSegment(segment, self)),
    }));
  }

  /** @param rest the callee's members, then the arguments */
  #buildCall(head: SyntaxNode, rest: readonly SyntaxNode[], parent: Parent): Term {
    const list = rest.at(-1);
    const args = list ? partsOf(list) : [];
    const span = { from: head.from, to: list?.to ?? head.to };
    if (this.#textOf(head) === 'set' && rest.length === 1 && args.length === 0) {
      return { kind: 'set', ...span, parent, items: [] };
    }
    return makeNode<Extract<Term, { kind: 'call' }>>({ kind: 'call', ...span, parent }, (self) => {
      this.#context.calls.push(self);
      const callee = this.#buildReference(head, rest.slice(0, -1), self);
      return { name: dottedName(callee), callee, args: args.map((arg) => this.build(arg, self)) };
    });
  }

  #buildOperation(node: SyntaxNode, parent: Parent): Term {
    const sign = childrenOf(node).find((child) => child.name === 'Operator');
    const operands = partsOf(node);
    const [left, right] = [
      operands.find((part) => !sign || part.from < sign.from),
      operands.find((part) => sign && part.from >= sign.to),
    ];
    const operatorSpan = sign ? spanOf(sign) : { from: node.to, to: node.to };
    return makeNode<Extract<Term, { kind: 'operation' }>>({ kind: 'operation', ...spanOf(node), parent }, (self) => ({
      operator: this.#context.text.slice(operatorSpan.from, operatorSpan.to) as Operator,
      operatorSpan,
      left: left ? this.build(left, self) : makeMissing(node.from, self),
      right: right ? this.build(right, self) : makeMissing(operatorSpan.to, self),
    }));
  }

  #buildMembership(node: SyntaxNode, parent: Parent): Term {
    const { before, collection, at } = splitMembership(node);
    return makeNode<Extract<Term, { kind: 'membership' }>>({ kind: 'membership', ...spanOf(node), parent }, (self) => {
      const [first, second] = before.map((part) => this.build(part, self));
      return {
        key: second ? first : undefined,
        value: second ?? first ?? makeMissing(node.from, self),
        collection: collection ? this.build(collection, self) : makeMissing(at, self),
      };
    });
  }

  #buildNegative(node: SyntaxNode, parent: Parent): Term {
    const [operand] = partsOf(node);
    if (operand?.name === 'Number') {
      const text = `-${this.#textOf(operand)}`;
      return this.#addLiteral({ kind: 'number', ...spanOf(node), parent, text, value: Number(text) });
    }
    return makeNode<Extract<Term, { kind: 'negative' }>>({ kind: 'negative', ...spanOf(node), parent }, (self) => ({
      operand: operand ? this.build(operand, self) : makeMissing(node.to, self),
    }));
  }

  /** Parentheses and braces around expressions: one plain term stands for itself. */
  #buildGroup(node: SyntaxNode, parent: Parent): Term {
    const expression = node.name === 'Parens' ? partsOf(node)[0] : node;
    if (expression?.name !== 'Expression') return makeMissing(node.to, parent);
    const [only, ...others] = childrenOf(expression);
    if (only && others.length === 0 && only.name !== 'Body') return this.build(only, parent);
    return makeNode<Extract<Term, { kind: 'logical' }>>({ kind: 'logical', ...spanOf(node), parent }, (self) => ({
      operator: 'and',
      operands: [this.#context.buildBody([expression], spanOf(node), self, makeScope(self, this.#scope))],
    }));
  }

  #buildTemplate(node: SyntaxNode, parent: Parent): Term {
    return makeNode<Extract<Term, { kind: 'template' }>>({ kind: 'template', ...spanOf(node), parent }, (self) => {
      const parts: (string | Term)[] = [];
      let at = node.from + 2;
      const read = node.name === 'Template' ? unescapeText : unescapeBraces;
      const addText = (to: number): void => {
        if (to > at) parts.push(read(this.#context.text.slice(at, to)));
      };
      for (const part of partsOf(node)) {
        addText(part.from);
        const [expression] = partsOf(part);
        parts.push(expression ? this.build(expression, self) : makeMissing(part.to, self));
        at = part.to;
      }
      addText(node.to - (/[`"]/.test(this.#context.text.charAt(node.to - 1)) ? 1 : 0));
      return { parts };
    });
  }

  #buildCollection(node: SyntaxNode, parent: Parent): Term {
    const parts = partsOf(node);
    const span = spanOf(node);
    switch (node.name) {
      case 'Array':
        return makeNode<Extract<Term, { kind: 'array' }>>({ kind: 'array', ...span, parent }, (self) => ({
          items: parts.map((part) => this.build(part, self)),
        }));
      case 'Set':
        return makeNode<Extract<Term, { kind: 'set' }>>({ kind: 'set', ...span, parent }, (self) => ({
          items: parts.map((part) => this.build(part, self)),
        }));
      case 'Object':
        return makeNode<Extract<Term, { kind: 'object' }>>({ kind: 'object', ...span, parent }, (self) => ({
          entries: parts.map((part) => this.#buildPair(part, self)),
        }));
      case 'ArrayComprehension':
      case 'SetComprehension':
      case 'ObjectComprehension':
        return this.#buildComprehension(node, parent);
      default:
        return makeMissing(node.from, parent);
    }
  }

  #buildPair(node: SyntaxNode, parent: Parent): { key: Term; value: Term } {
    const [key, value] = partsOf(node);
    return {
      key: key ? this.build(key, parent) : makeMissing(node.from, parent),
      value: value ? this.build(value, parent) : makeMissing(node.to, parent),
    };
  }

  #buildComprehension(node: SyntaxNode, parent: Parent): Term {
    const of = node.name === 'ArrayComprehension' ? 'array' : node.name === 'SetComprehension' ? 'set' : 'object';
    const bar = childrenOf(node).find((child) => child.name === 'Operator')?.from ?? node.to;
    const parts = partsOf(node);
    const head = parts.filter((part) => part.from < bar);
    const items = parts.filter((part) => part.from >= bar);
    return makeNode<Extract<Term, { kind: 'comprehension' }>>(
      { kind: 'comprehension', ...spanOf(node), parent },
      (self) => {
        const scope = makeScope(self, this.#scope);
        const [first, second] = head.map((part) => buildTerm(part, part.to, self, scope, this.#context));
        const isObject = of === 'object';
        return {
          of,
          key: isObject ? first : undefined,
          value: (isObject ? second : first) ?? makeMissing(bar, self),
          body: this.#context.buildBody(items, { from: Math.min(bar + 1, node.to), to: node.to }, self, scope),
        };
      },
    );
  }
}

/** What stands before and after `in`. */
export function splitMembership(node: SyntaxNode): {
  before: SyntaxNode[];
  collection: SyntaxNode | undefined;
  at: number;
} {
  const keyword = childrenOf(node).find((child) => child.type.id === terms._in);
  const at = keyword?.to ?? node.to;
  const parts = partsOf(node).filter((part) => part.name !== 'With' && part.name !== 'Body');
  return { before: parts.filter((part) => part.from < at), collection: parts.find((part) => part.from >= at), at };
}

function dottedName(callee: Reference): string {
  return [callee.name, ...callee.path.map((segment) => segment.constant ?? '_')].join('.');
}
