/** The parts of a rule's head, wherever it is written. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../model.ts';
import * as terms from '../generated/regoParser.terms.ts';
import { childrenOf } from './context.ts';
import { partsOf } from './terms.ts';

export interface HeadNodes {
  readonly span: Span;
  readonly default: SyntaxNode | undefined;
  readonly variable: SyntaxNode;
  /** Members and indices before the arguments. */
  readonly steps: readonly SyntaxNode[];
  readonly args: SyntaxNode | undefined;
  readonly contains: SyntaxNode | undefined;
  /** After `contains`. */
  readonly member: SyntaxNode | undefined;
  readonly operator: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  readonly if: SyntaxNode | undefined;
  /** Nothing but a name and a path: a v0 set where the path has one step. */
  readonly isBare: boolean;
  /** How many of the rule's children belong to the head. */
  readonly partCount: number;
}

/** Of a `Rule` or `NestedRule`; undefined where it has no name. */
export function readHead(rule: SyntaxNode): HeadNodes | undefined {
  const children = childrenOf(rule);
  const marker = children[0]?.name === 'Default' ? children[0] : undefined;
  const headAt = marker ? 1 : 0;
  const head = children[headAt];
  if (!head) return undefined;
  const named = rule.name === 'Rule' ? readParts(head) : readNestedParts(head, children[headAt + 1]);
  if (!named) return undefined;
  const { path, contains, operator, value, partCount } = named;
  const [variable, ...steps] = path;
  if (variable?.name !== 'Variable') return undefined;
  const argsAt = steps.findIndex((step) => step.name === 'Arguments');
  const keyword = children.find((child) => child.name === 'If');
  return {
    span: { from: marker?.from ?? head.from, to: contains?.to ?? head.to },
    default: marker,
    variable,
    steps: argsAt < 0 ? steps : steps.slice(0, argsAt),
    args: argsAt < 0 ? undefined : steps[argsAt],
    contains: contains && (childrenOf(contains)[0] ?? undefined),
    member: contains && partsOf(contains)[0],
    operator,
    value,
    if: keyword,
    isBare: !marker && argsAt < 0 && !contains && !operator && !keyword,
    partCount: headAt + partCount,
  };
}

interface NamedParts {
  readonly path: readonly SyntaxNode[];
  readonly contains: SyntaxNode | undefined;
  readonly operator: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  readonly partCount: number;
}

function readParts(head: SyntaxNode): NamedParts {
  const children = childrenOf(head);
  const path = children.find((child) => child.name === 'HeadPath');
  const operator = children.find((child) => child.name === 'Operator');
  return {
    path: path ? partsOf(path) : [],
    contains: children.find((child) => child.name === 'Contains'),
    operator,
    value: operator && children.find((child) => child.from >= operator.to),
    partCount: 1,
  };
}

/** An expression that turned out to be a head: `name["x"]`, `name := value`. */
function readNestedParts(expression: SyntaxNode, next: SyntaxNode | undefined): NamedParts | undefined {
  const [term] = partsOf(expression);
  if (!term) return undefined;
  const operator = childrenOf(term).find((child) => child.type.id === terms.AssignOperator);
  const [left, value] = operator ? partsOf(term) : [term];
  const contains = next?.name === 'Contains' ? next : undefined;
  return {
    path: left?.name === 'Reference' ? partsOf(left) : left ? [left] : [],
    contains,
    operator,
    value,
    partCount: contains ? 2 : 1,
  };
}
