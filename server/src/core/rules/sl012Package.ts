import type { PolicyModel } from '../syntax/model.ts';
import type { Problem, Rule } from './rule.ts';

const PACKAGE = 'spacelift';

/** Spacelift reads the package `spacelift`, and no other. */
export const rule: Rule<'SL012'> = {
  id: 'SL012',
  *check({ model, errors }) {
    const instead = errors.filter(({ error }) => /^(package expected|unexpected package)$/.test(error.message));
    if (instead.some(({ error }) => error.message === 'package expected')) {
      const start = model.text.startsWith('\uFEFF') ? 1 : 0;
      const edits = [{ span: { from: start, to: start }, newText: `package ${PACKAGE}\n\n` }];
      const fixes = model.package ? [] : [{ title: `Add \`package ${PACKAGE}\``, edits }];
      yield { at: firstStatement(model) ?? { from: start, to: start }, message: 'missing', fixes, instead };
    } else {
      yield* otherPackage(model);
    }
  },
};

function* otherPackage(model: PolicyModel): Iterable<Problem<'SL012'>> {
  const name = model.package?.name ?? PACKAGE;
  // Half-typed: `spacelift.`
  if (!model.package || name === PACKAGE || name.split('.').includes('')) return;
  const edits = [{ span: model.package.nameSpan, newText: PACKAGE }];
  // Rules that nobody asked come into effect.
  const fixes = [{ title: `Rename the package to \`${PACKAGE}\``, edits, unsafe: true }];
  yield { at: model.package.nameSpan, message: 'other', values: { package: name }, fixes };
}

function firstStatement({ imports, clauses }: PolicyModel): { from: number; to: number } | undefined {
  const [first] = [...imports.map(({ from, to }) => ({ from, to })), ...clauses.map(({ head }) => head.nameSpan)].sort(
    (a, b) => a.from - b.from,
  );
  return first;
}
