/** How OPA's messages become sentences for the author of a policy. */
import type { Severity } from '../../../protocol/findings.ts';
import type { ProblemFix, RuleContext } from '../../rules/rule.ts';
import type { Span } from '../../syntax/model.ts';

/** An error of OPA that matched. */
export interface OpaErrorMatch {
  /** The groups of the pattern; an optional one that is not there is empty. */
  readonly groups: readonly string[];
  /** Where OPA sees it; the text's start where it names no place. */
  readonly at: Span;
  readonly context: RuleContext;
}

/** What is told instead. */
export interface Told {
  readonly message: string;
  /** Where it differs from OPA's place. */
  readonly at?: Span;
  /** Where one of ours fits better than OPA's code. */
  readonly rule?: string;
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  readonly fixes?: readonly ProblemFix[];
}

/** Undefined: this teller has nothing better to say, the next one may. */
export interface Teller {
  /** Held against the whole message, its details included. */
  readonly pattern: RegExp;
  tell(match: OpaErrorMatch): Told | undefined;
}
