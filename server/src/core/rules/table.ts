/**
 * The rules: what they are called, how much they matter, and what they say. `test/tidy/rules.test.ts` holds the table,
 * the rules' files and their tests together.
 */
import type { Severity } from '../../protocol/findings.ts';

/** One thing a rule says. */
export interface RuleMessage {
  /** `{name}` is filled in by the rule; braces stand for nothing else. */
  readonly text: string;
  /** The default level, where it differs from the rule's. */
  readonly level?: Severity;
}

export interface RuleInfo {
  /** In kebab case. With the id it names the file: `SL017`, `disabled-builtin` is `sl017DisabledBuiltin.ts`. */
  readonly name: string;
  /** The default level. */
  readonly level: Severity;
  readonly messages: Readonly<Record<string, RuleMessage>>;
}

export const TABLE = {
  SL008: {
    name: 'deprecated-space-rule',
    level: 'warning',
    messages: {
      deprecated: { text: '`{rule}` is deprecated: grant the role `{role}` by `roles` instead.' },
    },
  },
  SL010: {
    name: 'rule-type',
    level: 'error',
    messages: {
      type: { text: 'Spacelift predefines `{rule}` as {expected}. Here it is {actual}: such a policy is refused.' },
    },
  },
  SL011: {
    name: 'prelude-conflict',
    level: 'error',
    messages: {
      result: { text: 'Spacelift defines `result` itself, in front of the policy: give this rule another name.' },
      default: {
        text: 'Spacelift defines `default {rule} := false` itself, in front of the policy: a second default may be refused.',
        level: 'warning',
      },
    },
  },
  SL012: {
    name: 'package',
    level: 'error',
    messages: {
      other: { text: 'Spacelift asks the package `spacelift` only: nothing in `{package}` is ever read.' },
      missing: { text: 'A policy begins with `package spacelift`.' },
    },
  },
  SL013: {
    name: 'teams-compare',
    level: 'error',
    messages: {
      compared: { text: '`input.session.teams` is a list and never equals a string: this is always {outcome}.' },
      lookedUp: {
        text: '`input.session.teams` is a list: it has positions (0, 1, …) but no "{name}", so this is always undefined.',
      },
    },
  },
  SL017: {
    name: 'disabled-builtin',
    level: 'error',
    messages: {
      clock: { text: 'Spacelift disables `time.now_ns`: the time of the login is `input.request.timestamp_ns`.' },
      disabled: { text: 'Spacelift disables `{name}`: a policy has nothing but its input to decide by.' },
    },
  },
  SL018: {
    name: 'wrong-helper',
    level: 'warning',
    messages: {
      exec: { text: '`exec` is for initialization policies on private workers, not for login policies.' },
    },
  },
  SL019: {
    name: 'external-data',
    level: 'warning',
    messages: {
      reference: { text: 'Spacelift has no data beside the policy: `{path}` is always undefined.' },
      import: { text: 'Spacelift has no data beside the policy: what `{path}` imports is always undefined.' },
    },
  },
  SL020: {
    name: 'unknown-input',
    level: 'warning',
    messages: {
      unknown: { text: 'The input of a login has no `{path}`: the condition is never met.{hint}' },
      negated: { text: 'The input of a login has no `{path}`: `not` is always met.{hint}' },
      undefined: { text: 'The input of a login has no `{path}`: this is always undefined.{hint}' },
      list: { text: '`{parent}` is a list: it has positions (0, 1, …) but no "{step}", so this is always undefined.' },
      value: { text: '`{parent}` is {type}, with nothing below it: this is always undefined.' },
    },
  },
  SL023: {
    name: 'engine-mismatch',
    level: 'error',
    messages: {
      v1InV0: {
        text: 'This is written in Rego v1 (`{word}`) but evaluated as Rego v0: choose v1 as the engine of the policy, or add `import future.keywords`.',
      },
      v0InV1: {
        text: 'This is written in Rego v0 (no `{word}`) but evaluated as Rego v1: choose v0 as the engine of the policy, or rewrite it.',
      },
      grantsAlways: {
        text: '`if` is no keyword in Rego v0 without an import: `{head}` always holds, and what follows is a rule of its own called `if`.',
      },
      regoV1Import: {
        text: 'Spacelift supported `import rego.v1` under the v0 engine only unofficially: choose v1 as the engine of the policy, or `import future.keywords`.',
        level: 'warning',
      },
    },
  },
  SL032: {
    name: 'empty-policy',
    level: 'warning',
    messages: {
      noRule: { text: 'The policy has no rule: nobody gets in but those whom Spacelift does not ask it about.' },
      noText: { text: 'There is no policy here: OPA refuses a module without a package.', level: 'error' },
    },
  },
} as const satisfies Record<string, RuleInfo>;

export type RuleId = keyof typeof TABLE;
