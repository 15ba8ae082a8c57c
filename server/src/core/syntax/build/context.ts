/** What the builders share: the text, and what they collect for the resolver on their way. */
import type { SyntaxNode } from '@lezer/common';
import type { Body, Call, Literal, Local, MissingTerm, Parent, Reference, Scope, ScopeOwner, Span } from '../model.ts';

/** A reference, and the scope its first name is looked up in. */
export interface Use {
  readonly reference: Reference;
  readonly scope: BuiltScope;
}

/** A reference that introduces its name. */
export interface Declaration extends Use {
  readonly kind: Exclude<Local['kind'], 'free' | 'wildcard'>;
}

export interface BuiltScope extends Scope {
  readonly parent: BuiltScope | undefined;
  /** 0 for a clause. */
  readonly depth: number;
  readonly locals: Map<string, Local>;
}

export interface BuildContext {
  readonly text: string;
  readonly uses: Use[];
  readonly declarations: Declaration[];
  readonly calls: Call[];
  readonly literals: Literal[];
  /** Rules inside of bodies, and the clause they are in. */
  readonly nested: { readonly node: SyntaxNode; readonly owner: ScopeOwner }[];
  /** How many terms and bodies are being built inside of each other. */
  depth: number;
  /** Bodies hold terms and terms (comprehensions) hold bodies: given here, so that their builders need not know each other. */
  readonly buildBody: (items: readonly SyntaxNode[], span: Span, owner: ScopeOwner, scope: BuiltScope) => Body;
}

/** What is nested deeper is left out: it would overflow the stack, and no policy is. */
const TOO_DEEP = 200;

/** Builds one level deeper, or nothing where that is too deep. */
export function descend<T>(context: BuildContext, build: () => T): T | undefined {
  if (context.depth >= TOO_DEEP) return undefined;
  context.depth++;
  const built = build();
  context.depth--;
  return built;
}

export function makeScope(owner: ScopeOwner, parent?: BuiltScope): BuiltScope {
  return { owner, parent, depth: parent ? parent.depth + 1 : 0, locals: new Map() };
}

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

type Known = 'kind' | 'from' | 'to' | 'parent';

/** Makes a node whose parts need it as their parent. */
export function makeNode<T extends Span & { kind: string; parent: unknown }>(
  known: Pick<T, Known>,
  makeParts: (self: T) => Omit<T, Known>,
): T {
  const self = { kind: known.kind, from: known.from, to: known.to, parent: known.parent } as T;
  return Object.assign(self, makeParts(self));
}

export function makeMissing(at: number, parent: Parent): MissingTerm {
  return { kind: 'missing', from: at, to: at, parent };
}

/** The children that mean something: no comments, nothing that recovery has skipped or made up. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isError && child.name !== 'Comment') children.push(child);
  }
  return children;
}

export function spanOf(node: SyntaxNode): Span {
  return { from: node.from, to: node.to };
}
