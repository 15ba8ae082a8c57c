/** Names that something can't be given. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import type { Renameable } from './renameable.ts';

const NAME = /^[A-Za-z_]\w*$/;

const KEYWORDS: ReadonlySet<string> = new Set([
  'as',
  'default',
  'else',
  'false',
  'import',
  'not',
  'null',
  'package',
  'some',
  'true',
  'with',
]);

/** Keywords of v1; in v0 where they are imported. */
const V1_KEYWORDS: ReadonlySet<string> = new Set(['contains', 'every', 'if', 'in']);

/** Keywords of the newest OPA, where they are imported. */
const NEWEST_KEYWORDS: ReadonlySet<string> = new Set(['and', 'or']);

/** Why not, in words; undefined where the name by itself is fine. What it would mean elsewhere is not looked at. */
export function objectToName(newName: string, named: Renameable, policy: OpenPolicy): string | undefined {
  return objectToWord(newName, policy) ?? objectToTaken(newName, named, policy.model);
}

function objectToWord(newName: string, { builtins }: OpenPolicy): string | undefined {
  const shown = `\`${newName}\``;
  if (newName === '') return 'A name has at least one letter.';
  if (!NAME.test(newName)) {
    return `${shown} is no name: a name has letters of the alphabet, digits and \`_\`, and does not start with a digit.`;
  }
  if (newName === '_') return '`_` stands for another value wherever it is written.';
  if (KEYWORDS.has(newName)) return `${shown} is a keyword.`;
  if (V1_KEYWORDS.has(newName)) return `${shown} is a keyword of Rego v1.`;
  if (NEWEST_KEYWORDS.has(newName)) return `${shown} is a keyword of newer versions of Rego.`;
  if (newName === 'input' || newName === 'data') return `${shown} is a name of OPA’s own.`;
  if (newName.startsWith('__local')) return 'Names that start with `__local` are OPA’s own.';
  return builtins.has(newName) || newName === 'set' ? `${shown} is a built-in function of OPA.` : undefined;
}

function objectToTaken(newName: string, named: Renameable, { rules, imports }: PolicyModel): string | undefined {
  const shown = `\`${newName}\``;
  if (named.kind === 'local' && named.local.scope.locals.has(newName)) {
    return `${shown} is there already: another value of the same rule has this name.`;
  }
  // A variable that is not declared would be the rule; a declared one may hide what is not asked for there.
  const isDeclared = named.kind === 'local' && named.local.kind !== 'free';
  if (!isDeclared && loginRuleNamed(newName)) return `${shown} is a rule that Spacelift reads.`;
  if (newName === 'result' && !isDeclared) return '`result` is a name of Spacelift’s: it asks a login policy for it.';
  if (rules.has(newName)) return `${shown} is a rule of this policy already.`;
  return imports.some(({ name }) => name === newName) ? `${shown} is the name of an import already.` : undefined;
}
