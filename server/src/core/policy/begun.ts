/** Files with hardly anything in them yet. */
import type { PolicyModel } from '../syntax/model.ts';
import { readDirective } from './directive.ts';
import { findDeparture } from './inputPath.ts';

/**
 * Whether a file that is no login policy may be the beginning of one: it has at most one rule, and neither a comment,
 * its package nor what it reads says that it is anything else.
 */
export function mayBecomeLogin(model: PolicyModel): boolean {
  const { name = 'spacelift' } = model.package ?? {};
  const type = readDirective(model)?.type;
  if ((type !== undefined && type !== 'login') || (name !== 'spacelift' && name !== '')) return false;
  const isForeign = model.inputReferences().some(({ path }) => findDeparture(path)?.index === 0 && path.length > 1);
  return model.rules.size <= 1 && !isForeign;
}
