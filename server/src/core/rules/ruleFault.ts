import type { RuleId } from './table.ts';

/** A mistake of ours in a rule, which so has nothing to say about a policy. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
  readonly rule: RuleId;

  /** @param cause what the rule has thrown */
  constructor(rule: RuleId, cause: unknown) {
    super(`the rule ${rule} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.rule = rule;
  }
}
