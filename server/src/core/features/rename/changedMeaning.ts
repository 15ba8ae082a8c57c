/** Whether every name still stands for the same after a rename, and everything else too. */
import { buildModel } from '../../syntax/buildModel.ts';
import type { Import, Local, PolicyModel, Reference, Segment, Target } from '../../syntax/model.ts';
import { importOf } from '../names/throughImports.ts';
import type { Renameable } from './renameable.ts';

/**
 * The first reference that would stand for something else in the new text; `structure` where even the references are
 * others. Undefined: everything stays as it is.
 */
export function findChangedMeaning(
  named: Renameable,
  newName: string,
  newText: string,
  before: PolicyModel,
): Reference | 'structure' | undefined {
  const after = buildModel(newText, before);
  const comparison = new Comparison(named, newName, before, after);
  if (!comparison.hasSameStructure()) return 'structure';
  return before.references.find((reference, index) => {
    const other = after.references[index];
    return !other || !comparison.isSame(reference, other);
  });
}

class Comparison {
  readonly #named: Renameable;
  readonly #newName: string;
  readonly #before: PolicyModel;
  readonly #after: PolicyModel;
  readonly #locals = new Map<Local, Local>();
  readonly #origins = new Map<Local, Local>();

  constructor(named: Renameable, newName: string, before: PolicyModel, after: PolicyModel) {
    this.#named = named;
    this.#newName = newName;
    this.#before = before;
    this.#after = after;
  }

  hasSameStructure(): boolean {
    const [before, after] = [this.#before, this.#after];
    return (
      before.references.length === after.references.length &&
      before.literals.length === after.literals.length &&
      before.calls.length === after.calls.length &&
      before.imports.length === after.imports.length &&
      before.clauses.length === after.clauses.length &&
      before.clauses.every(({ rule, defines, elses }, index) => {
        const other = after.clauses[index];
        return (
          other?.rule.name === this.#nameOf(rule) && other.defines === defines && other.elses.length === elses.length
        );
      })
    );
  }

  isSame(reference: Reference, other: Reference): boolean {
    if (reference.parent.kind !== other.parent.kind || reference.path.length !== other.path.length) return false;
    const [entry, otherEntry] = [importOf(reference, this.#before), importOf(other, this.#after)];
    return this.#isSameImport(entry, otherEntry) && this.#isSameTarget(reference.target, other.target);
  }

  #isSameImport(entry: Import | undefined, other: Import | undefined): boolean {
    if (!entry || !other) return entry === other;
    return this.#before.imports.indexOf(entry) === this.#after.imports.indexOf(other);
  }

  #isSameTarget(target: Target, other: Target): boolean {
    if (target.kind === 'local') return other.kind === 'local' && this.#isSameLocal(target.local, other.local);
    if (target.kind === 'rule') return other.kind === 'rule' && other.rule.name === this.#nameOf(target.rule);
    return other.kind === target.kind && isSamePath(target.path, other.path);
  }

  /** One for one: two locals that became one are not the same. */
  #isSameLocal(local: Local, other: Local): boolean {
    if (local.kind !== other.kind) return false;
    if (!this.#locals.has(local) && !this.#origins.has(other)) {
      this.#locals.set(local, other);
      this.#origins.set(other, local);
    }
    return this.#locals.get(local) === other && this.#origins.get(other) === local;
  }

  #nameOf(rule: { readonly name: string }): string {
    return this.#named.kind === 'rule' && this.#named.rule === rule ? this.#newName : rule.name;
  }
}

function isSamePath(path: readonly Segment[], other: readonly Segment[]): boolean {
  return path.length === other.length && path.every(({ constant }, index) => constant === other[index]?.constant);
}
