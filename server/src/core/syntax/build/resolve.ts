/** What every name stands for: a local, a rule, an import, the input, a function. */
import type { Import, Local, Package, Reference, Rule, Segment, Target } from '../model.ts';
import type { BuildContext, BuiltScope, Use, Writable } from './context.ts';

interface Globals {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly imports: readonly Import[];
  readonly package: Package | undefined;
}

/** Fills in `target` of every reference, and the locals of every scope. */
export function resolve(context: BuildContext, globals: Globals): void {
  new Resolver(globals).resolve(context);
}

class Resolver {
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #imports: ReadonlyMap<string, Import>;
  readonly #ownPath: readonly string[];

  constructor(globals: Globals) {
    this.#rules = globals.rules;
    this.#imports = new Map(globals.imports.map((entry) => [entry.name, entry]));
    this.#ownPath = globals.package?.name.split('.') ?? [];
  }

  resolve({ uses, declarations }: BuildContext): void {
    const declared = new Set<Reference>();
    for (const { reference, scope, kind } of declarations) {
      if (reference.name === '_') continue;
      declared.add(reference);
      const local = scope.locals.get(reference.name) ?? addLocal(reference, scope, kind);
      setTarget(reference, { kind: 'local', local, path: [] }, local);
    }
    // Outer scopes first: a variable that is free in a body and in a comprehension inside of it is the body's.
    const inOrder = uses
      .filter(({ reference }) => !declared.has(reference))
      .sort((a, b) => a.scope.depth - b.scope.depth);
    for (const use of inOrder) this.#resolveUse(use);
  }

  #resolveUse({ reference, scope }: Use): void {
    if (reference.name === '_') {
      const local = makeLocal(reference, scope, 'wildcard');
      setTarget(reference, { kind: 'local', local, path: reference.path }, local);
      return;
    }
    const local = findLocal(reference.name, scope);
    const global = local ? undefined : this.#findGlobal(reference);
    if (global) {
      setTarget(reference, global, undefined);
    } else {
      const found = local ?? addLocal(reference, scope, 'free');
      setTarget(reference, { kind: 'local', local: found, path: reference.path }, found);
    }
  }

  #findGlobal(reference: Reference): Target | undefined {
    const { name, path } = reference;
    const entry = this.#imports.get(name);
    if (entry) return this.#throughImport(entry, path);
    if (name === 'input') return { kind: 'input', path };
    if (name === 'data') return this.#inData(path);
    const rule = this.#rules.get(name);
    if (rule) return { kind: 'rule', rule, path };
    const isCallee = reference.parent.kind === 'call' && reference.parent.callee === reference;
    return isCallee ? { kind: 'function', path } : undefined;
  }

  #throughImport(entry: Import, path: readonly Segment[]): Target {
    const whole = [...entry.segments, ...path];
    if (entry.path[0] === 'input') return { kind: 'input', path: whole };
    if (entry.path[0] === 'data') return this.#inData(whole);
    return { kind: 'import', import: entry, path };
  }

  #inData(path: readonly Segment[]): Target {
    const isOwn = this.#ownPath.every((name, index) => path[index]?.constant === name);
    const rule = isOwn && this.#rules.get(String(path[this.#ownPath.length]?.constant ?? ''));
    return rule ? { kind: 'rule', rule, path: path.slice(this.#ownPath.length + 1) } : { kind: 'data', path };
  }
}

function makeLocal(declaration: Reference, scope: BuiltScope, kind: Local['kind']): Local {
  return { name: declaration.name, kind, declaration, scope, references: [] };
}

function addLocal(declaration: Reference, scope: BuiltScope, kind: Local['kind']): Local {
  const local = makeLocal(declaration, scope, kind);
  scope.locals.set(local.name, local);
  return local;
}

function setTarget(reference: Reference, target: Target, local: Local | undefined): void {
  (reference as Writable<Reference>).target = target;
  (local?.references as Reference[] | undefined)?.push(reference);
}

/** From the inside out; an else branch sees the arguments of its function, not the locals of the body before. */
function findLocal(name: string, from: BuiltScope): Local | undefined {
  let afterElse = false;
  for (let scope: BuiltScope | undefined = from; scope; scope = scope.parent) {
    const local = scope.locals.get(name);
    if (local && (!afterElse || local.kind === 'argument')) return local;
    afterElse ||= scope.owner.kind === 'else';
  }
  return undefined;
}
