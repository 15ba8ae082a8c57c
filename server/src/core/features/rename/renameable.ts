/** What can't be renamed, and why. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { Import, Local, PolicyModel, Rule } from '../../syntax/model.ts';
import type { Named } from '../names/named.ts';
import type { OpenPolicy } from '../openPolicy.ts';

export type Renameable = Extract<Named, { kind: 'rule' | 'local' | 'import' }>;

/** In words; undefined where nothing stands in the way. */
export function objectToRenaming(named: Exclude<Named, { kind: 'constant' }>, policy: OpenPolicy): string | undefined {
  switch (named.kind) {
    case 'rule':
      return objectToRule(named.rule, policy.model);
    case 'local':
      return objectToLocal(named.local);
    case 'import':
      return objectToImport(named.import);
    case 'input':
      return tellInput(named.path);
    case 'function':
      return tellFunction(named.name, policy);
  }
}

function objectToRule({ name }: Rule, model: PolicyModel): string | undefined {
  if (loginRuleNamed(name)) return tellRead(name);
  if (name === 'result') return '`result` is a name of Spacelift’s: it asks a login policy for it.';
  const dynamic = model.references.find(({ target }) => target.kind === 'data' && mayLeadHere(target.path, model));
  if (!dynamic) return undefined;
  const line = String(model.lines.positionAt(dynamic.from).line + 1);
  return `The policy looks rules up by their names (line ${line}): \`${name}\` may be one of them.`;
}

/** Whether a path below `data` goes through the rules of this package without naming one. */
function mayLeadHere(path: readonly { readonly constant: string | number | undefined }[], model: PolicyModel): boolean {
  const own = model.package?.name.split('.') ?? [];
  const steps = path.slice(0, own.length + 1);
  return steps.every(({ constant }, index) => constant === undefined || constant === own[index]);
}

function objectToLocal({ name, kind }: Local): string | undefined {
  if (kind === 'wildcard' || name === '_') return '`_` stands for another value wherever it is written.';
  // A rule that the policy does not write is there all the same.
  return kind === 'free' && loginRuleNamed(name) ? tellRead(name) : undefined;
}

function tellRead(name: string): string {
  return `Spacelift reads the rule \`${name}\` by this name: under another one it would decide nothing.`;
}

function objectToImport({ path, name }: Import): string | undefined {
  const [root] = path;
  if (root === 'rego' || root === 'future') return 'This import switches keywords on, and gives nothing a name.';
  return name === 'input' || name === 'data' ? tellInput([]) : undefined;
}

function tellInput(path: readonly (string | undefined)[]): string {
  const field = path.at(-1);
  if (field === undefined) return '`input` is what OPA calls what Spacelift tells about a login.';
  return `\`${field}\` is a field of the input: Spacelift gives it its name.`;
}

function tellFunction(name: string, { builtins }: OpenPolicy): string {
  if (builtins.size === 0 || builtins.has(name)) return `\`${name}\` is a built-in function of OPA.`;
  return `\`${name}\` is not defined in this policy.`;
}
