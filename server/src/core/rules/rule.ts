/** What a rule is: a function from what is known about a policy to the problems in it. */
import type { OpaError, RegoVersion } from '../../protocol/engine.ts';
import type { Inventory } from '../account/inventory.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { CheckSettings } from '../settings/settings.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import type { RuleId, SimulatedRuleId, TABLE } from './table.ts';

/** One of OPA's errors, its place in UTF-16 offsets. */
export interface LocatedError {
  readonly error: OpaError;
  /** Undefined where OPA names no place in the policy. */
  readonly span: Span | undefined;
}

export interface RuleContext {
  readonly model: PolicyModel;
  /** What Spacelift evaluates the policy with. */
  readonly engine: RegoVersion;
  /** Whether OPA can read the text as `engine`. */
  readonly parses: boolean;
  /** What the text is written in: `engine`, unless the text makes it plain that the other version is meant. */
  readonly written: RegoVersion;
  /** What OPA says of the text, read as `written`. */
  readonly errors: readonly LocatedError[];
  /** Undefined where no account is known: a rule that asks it then says nothing. */
  readonly account: Inventory | undefined;
  readonly settings: CheckSettings;
}

/** A change of the text, as data. */
export interface ProblemFix {
  /** In the imperative. */
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  /** See `Fix.unsafe` in `protocol/findings.ts`. */
  readonly unsafe?: boolean;
  /** See `Fix.narrows` there. */
  readonly narrows?: boolean;
}

/** What a fix does to decisions. */
export type FixEffect = Pick<ProblemFix, 'unsafe' | 'narrows'>;

export interface ProblemBase {
  readonly at: Span;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  readonly fixes?: readonly ProblemFix[];
  /** A session that shows it. */
  readonly session?: SessionRequest;
  /** OPA's errors that are the same mistake, told worse. */
  readonly instead?: readonly LocatedError[];
  /** What other rules say of the same mistake, told worse: of these rules, what begins in one of the spans. */
  readonly over?: { readonly rules: readonly RuleId[]; readonly within: readonly Span[] };
}

type Messages<Id extends RuleId> = (typeof TABLE)[Id]['messages'];

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

/** One value for each `{name}` of the message; nothing to give where there is none. */
type Values<Message> = Message extends { readonly text: infer Text }
  ? [Placeholder<Text>] extends [never]
    ? { readonly values?: never }
    : { readonly values: Readonly<Record<Placeholder<Text>, string>> }
  : never;

/** One mistake: where it is, and which message of the rule tells it. */
export type Problem<Id extends RuleId> = {
  [Key in keyof Messages<Id>]: ProblemBase & { readonly message: Key } & Values<Messages<Id>[Key]>;
}[keyof Messages<Id>];

/**
 * One rule. It has to be right for a text in any state: where nothing is written the model has a `missing` term, or
 * nothing. Never throws.
 */
export interface Rule<Id extends RuleId> {
  readonly id: Id;
  check(context: RuleContext): Iterable<Problem<Id>>;
}

/** Those that go by the text. */
type StaticRuleId = Exclude<RuleId, SimulatedRuleId>;

export type AnyRule = { [Id in StaticRuleId]: Rule<Id> }[StaticRuleId];
