/** Locals, as they are used. */
import type { Reference, Target, Term } from './model.ts';

export type LocalReference = Reference & { readonly target: Extract<Target, { kind: 'local' }> };

/** A local itself, and nothing below it. */
export function isLocal(term: Term): term is LocalReference {
  return term.kind === 'reference' && term.target.kind === 'local' && term.target.path.length === 0;
}
