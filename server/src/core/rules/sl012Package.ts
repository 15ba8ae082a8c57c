import { nearestName } from '../policy/nearestName.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { textOf } from './places.ts';
import type { LocatedError, Problem, Rule } from './rule.ts';

const PACKAGE = 'spacelift';

/** Spacelift reads the package `spacelift`, and no other. */
export const rule: Rule<'SL012'> = {
  id: 'SL012',
  *check({ model, errors }) {
    if (errors.some(({ error }) => error.message === 'package expected')) yield missingPackage(model, errors);
    else yield* otherPackage(model);
  },
};

function missingPackage(model: PolicyModel, errors: readonly LocatedError[]): Problem<'SL012'> {
  const start = model.text.startsWith('\uFEFF') ? 1 : 0;
  const at = firstStatement(model) ?? { from: start, to: start };
  const word = textOf(model, at);
  const isMisspelt = nearestName(word, ['package']) !== undefined;
  const line = model.lines.positionAt(at.from).line;
  const instead = errors.filter(({ error, span }) => {
    if (/^(package expected|unexpected package)$/.test(error.message)) return true;
    return isMisspelt && span && model.lines.positionAt(span.from).line === line;
  });
  const fix = isMisspelt
    ? { title: 'Write `package`', edits: [{ span: at, newText: 'package' }] }
    : {
        title: `Add \`package ${PACKAGE}\``,
        edits: [{ span: { from: start, to: start }, newText: `package ${PACKAGE}\n\n` }],
      };
  return { at, message: 'missing', fixes: model.package ? [] : [fix], instead };
}

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
