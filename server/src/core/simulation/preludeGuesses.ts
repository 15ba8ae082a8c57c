/**
 * What OPA accepts here only because the text that Spacelift puts before a policy is taken to fit: that of login
 * policies is not published, and the engine writes one that suits the policy (`engine/door/prelude.go`).
 */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { Notice } from '../../protocol/simulation.ts';
import { loginRulesOf } from '../policy/loginContract.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';

/** `undocumented` notices; none for a policy that is written as Spacelift's own pages write theirs. */
export function describePreludeGuesses(model: PolicyModel, engine: RegoVersion): Notice[] {
  const defaults = model.rulesNamed(...loginRulesOf('boolean')).filter(({ isDefault }) => isDefault);
  const unusual = model.rulesNamed('roles').find((clause) => !isUsual(clause, engine));
  const guesses = [
    ...defaults.map((clause) => ({
      clause,
      message: `\`default ${clause.head.name}\` takes the place of the default that Spacelift is believed to put before every policy. Whether it may is not documented: if not, OPA refuses the policy ("multiple default rules")`,
    })),
    ...(unusual === undefined ? [] : [{ clause: unusual, message: describeUnusual(engine) }]),
  ];
  return guesses.map(({ clause, message }) => ({
    code: 'undocumented',
    severity: 'warning',
    message: `Line ${model.lines.rangeOf(clause).start.line + 1}: ${message}. Taken to be accepted`,
  }));
}

/**
 * As on Spacelift's page: `roles["s"] contains "slug"` in v1, `roles["s"]["slug"]` in v0. Only rules for spaces that
 * are computed can conflict: those for a space that is named stand beside any other.
 */
function isUsual({ defines, head }: Clause, engine: RegoVersion): boolean {
  const [space] = head.path;
  return space === undefined || space.constant !== undefined || (defines === 'set') === (engine === 'v1');
}

function describeUnusual(engine: RegoVersion): string {
  const usual = engine === 'v1' ? 'roles[space] contains slug' : 'roles[space][slug]';
  return `\`roles\` is written in another way than \`${usual}\`, which Spacelift's pages use for Rego ${engine}. Whether what Spacelift puts before every policy goes with it is not documented: if not, OPA refuses the policy ("conflicting rules")`;
}
