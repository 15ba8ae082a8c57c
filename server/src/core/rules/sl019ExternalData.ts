import type { PolicyModel, Reference } from '../syntax/model.ts';
import type { Problem, Rule } from './rule.ts';
import { isDataSource } from './sl028Placeholder.ts';

/** `data` beside the policy's own package: Spacelift has none. */
export const rule: Rule<'SL019'> = {
  id: 'SL019',
  *check({ model }) {
    yield* checkImports(model);
    for (const reference of model.references) {
      const { target } = reference;
      // What an import names is told at the import.
      if (target.kind !== 'data' || reference.name !== 'data' || isMocked(reference)) continue;
      const root = target.path[0]?.constant;
      // What is meant for Terraform is SL028's.
      if (root === undefined || root === 'spacelift' || isDataSource(target.path)) continue;
      yield { at: reference, message: 'reference', values: { path: dotted(['data', ...constantsOf(reference)]) } };
    }
  },
};

function* checkImports({ imports }: PolicyModel): Iterable<Problem<'SL019'>> {
  for (const { path, pathSpan } of imports) {
    const [root, name] = path;
    if (root !== 'data' || !name || name === 'spacelift') continue;
    yield { at: pathSpan, message: 'import', values: { path: dotted(path) } };
  }
}

function isMocked({ parent, from }: Reference): boolean {
  return parent.kind === 'with' && parent.target.from === from;
}

function constantsOf({ path }: Reference): string[] {
  const constants = path.map(({ constant }) => constant);
  const known = constants.indexOf(undefined);
  return (known < 0 ? constants : constants.slice(0, known)).map(String);
}

function dotted(path: readonly string[]): string {
  return path.join('.');
}
