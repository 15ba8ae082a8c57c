/** How a generated term is put together. */
import type { Pool } from './pools.ts';
import type { Kind, Scope } from './scope.ts';

/** Writes a term. */
export type Write = (scope: Scope) => string;

/** One of the leaves, or, as long as there is room, of the rest. */
export function oneOf(scope: Scope, leaves: Pool<Write>, rest: Pool<Write>): string {
  const isLeaf = scope.depth <= 0 || !scope.choices.oneIn(2);
  return scope.choices.pick(isLeaf ? leaves : rest)(scope);
}

/** A local, rule or call of that kind; undefined where there is none. */
export function named(scope: Scope, kind: Kind): string | undefined {
  const names = [...scope.locals, ...scope.rules].filter((one) => one.kind === kind).map(({ name }) => name);
  const [first, ...others] = [...names, ...calls(scope, kind)];
  return first === undefined ? undefined : scope.choices.pick([first, ...others]);
}

/** Calls have names for arguments where that is possible, else something simple. */
function calls(scope: Scope, kind: Kind): string[] {
  return scope.functions
    .filter((one) => one.kind === kind)
    .map(({ name, parameters }) => `${name}(${parameters.map((parameter) => argument(scope, parameter)).join(', ')})`);
}

const ARGUMENTS: Record<Kind, string> = {
  text: 'input.session.login',
  number: 'input.request.timestamp_ns',
  truth: 'input.session.member',
  texts: 'input.session.teams',
  textSet: '{"DevOps", "alice"}',
  numbers: '[1, 2, 3]',
  numberSet: '{1, 2}',
  map: 'input.x.map',
  any: 'input.x.any',
};

function argument({ choices, locals }: Scope, kind: Kind): string {
  const names = locals.filter((one) => one.kind === kind).map(({ name }) => name);
  return choices.pick([ARGUMENTS[kind], ...names]);
}
