/**
 * The wire between the core and the engine (OPA).
 *
 * Two carriers, one vocabulary. The *door* operations (`check` … `capabilities`) are answered by the Go module in
 * `engine/`, JSON bytes in and out; `decide` is answered by the worker on top of them (`server/src/engine`), because
 * a compiled policy runs in `@open-policy-agent/opa-wasm`, beside OPA.
 *
 * Numbers: inputs and values cross as JSON *text* wherever a number may be beyond 2^53 (`timestamp_ns`), so that
 * nobody on the way rounds it. Positions are UTF-8 byte offsets, as OPA counts them; the core turns them into
 * editor positions.
 */

/** Which Rego the account evaluates the policy with. Spacelift: `engineType` REGO_V0 or REGO_V1. */
export type RegoVersion = 'v0' | 'v1';

/** A policy as the engine needs it. */
export interface PolicySource {
  /** The file's text as the user wrote it (no prelude; a BOM has been removed). */
  text: string;
  engine: RegoVersion;
  /** OPA release in force on the account, such as `0.64.0`: newer syntax and built-ins are then refused. */
  opaVersion?: string;
}

/** A place in a policy, as OPA tells it. */
export interface OpaLocation {
  /** `prelude` is what Spacelift puts before the policy (see `engine/door/prelude.go`). */
  file: 'policy' | 'prelude';
  /** Zero-based UTF-8 byte offset. */
  offset: number;
  /** Length in UTF-8 bytes; 0 where OPA knows only a point. */
  length: number;
}

/** One of OPA's own errors. */
export interface OpaError {
  /** OPA's code: `rego_parse_error`, `rego_compile_error`, `rego_type_error`, `rego_unsafe_var_error`, `eval_conflict_error`, … */
  code: string;
  /** OPA's message, its details (such as the `want (one of)` fields of a schema mismatch) each on a line of its own. */
  message: string;
  /** Missing where OPA names no place. */
  location?: OpaLocation;
  /** For a clash between the policy and the prelude: the rule's name. */
  rule?: string;
}

/** Parse and compile with the prelude, Spacelift's capabilities and (unless there are unknown fields) the LOGIN input schema. */
export interface CheckRequest {
  op: 'check';
  policy: PolicySource;
}
export interface CheckAnswer {
  /** In the order of the text. Empty: OPA accepts the policy. */
  errors: OpaError[];
}

/** Which Rego versions can parse the text at all. */
export interface ParsesRequest {
  op: 'parses';
  text: string;
}
export interface ParsesAnswer {
  v0: boolean;
  v1: boolean;
}

/** OPA's formatter. `upgrade` reads v0 and writes v1; it keeps decisions. */
export interface FormatRequest {
  op: 'format';
  text: string;
  engine: RegoVersion;
}
export interface UpgradeRequest {
  op: 'upgrade';
  text: string;
}
/** Either the new text, or the errors that prevented it. */
export type TextAnswer = { text: string } | { errors: OpaError[] };

/**
 * Compile the policy (with the prelude) to WebAssembly. `refused` says in words which construct keeps the compiled
 * policy from being certain to decide as OPA does.
 */
export interface CompileRequest {
  op: 'compile';
  policy: PolicySource;
}
export type CompileAnswer =
  | {
      /** Base64 of the policy's WebAssembly module; its only entry point (the default one, 0) gives `spacelift/result`. */
      wasm: string;
      /**
       * Built-ins the module asks its host for, by the name of the import, such as `opa_door.time.clock`. Each takes one string: the JSON array of the
       * arguments, and gives one string: the JSON of the result (so that no number is rounded on the way), or
       * undefined. The host answers through `builtin`.
       */
      delegated: string[];
    }
  | { refused: string }
  | { errors: OpaError[] };

/** Decide one input by OPA's interpreter. */
export interface EvaluateRequest {
  op: 'evaluate';
  policy: PolicySource;
  /** The input document as JSON text. */
  input: string;
  /** Also say for every clause whether it fired, and where it stopped. */
  explain: boolean;
  /** The evaluation is cancelled from inside after this many milliseconds. Spacelift's limit for logins: 5000. */
  timeLimitMs: number;
}
export interface EvaluateAnswer {
  outcome: Outcome;
  /** Only when asked for, where the policy compiled, and unless the time was up. */
  trace?: ClauseTrace[];
}

/** What evaluating one input came to. */
export type Outcome =
  | { kind: 'decided'; result: ResultDocument }
  /** The policy does not compile, two rules conflict, or the time was up (code `eval_cancel_error`). */
  | { kind: 'failed'; errors: OpaError[] };

/**
 * The document Spacelift asks for (`data.spacelift.result`), as OPA serialises it: sets are sorted arrays. Values may
 * be of a wrong type where the policy defines a rule with another type than the prelude.
 */
export interface ResultDocument {
  allow?: unknown;
  admin?: unknown;
  deny?: unknown;
  deny_admin?: unknown;
  sample?: unknown;
  roles?: unknown;
  space_admin?: unknown;
  space_write?: unknown;
  space_read?: unknown;
  team?: unknown;
  flag?: unknown;
}

/** What happened to one clause (one body of one rule of the policy), over a whole evaluation. */
export interface ClauseTrace {
  /** The rule's name without `data.spacelift`, such as `allow`, `roles`, `is_window`. */
  rule: string;
  kind: 'clause' | 'else' | 'default';
  /** The whole clause, head and body. */
  location: OpaLocation;
  /** How often the clause was tried (a function: once a call); 0: never reached. */
  attemptCount: number;
  /** At most eight, those that got furthest first. */
  attempts: ClauseAttempt[];
}

/** One try of a clause. */
export interface ClauseAttempt {
  /** Index, in the same list, of the clause that asked; missing where the query itself did. */
  caller?: number;
  fired: boolean;
  /**
   * For a fired clause: what it gives, as JSON text, each once, at most 50. A set: the member. A head with keys: an
   * object of them, such as `{"root":["space-reader"]}`. Else the value.
   */
  values?: string[];
  /** For a clause that did not fire: the furthest expression reached, the one that failed; or the head that did not fit the call. */
  stoppedAt?: OpaLocation;
  /**
   * What OPA says of a built-in that failed within that expression (or, for a clause that fired, anywhere in it), where
   * one did in this attempt or another.
   */
  failure?: string;
  /**
   * The locals and arguments, by the names the user wrote, with their values as JSON text, when it fired or stopped.
   * Values of more than 4096 characters are left out.
   */
  locals: { name: string; value: string }[];
}

/** Call one built-in. `args` is the JSON array of arguments. */
export interface BuiltinRequest {
  op: 'builtin';
  name: string;
  args: string;
}
/** `result` is JSON text; missing where the call is undefined or fails (OPA treats both alike). */
export interface BuiltinAnswer {
  result?: string;
}

/** Everything a policy may call, and what it may not. */
export interface CapabilitiesRequest {
  op: 'capabilities';
  opaVersion?: string;
}
export interface CapabilitiesAnswer {
  /** The release of the OPA inside. */
  opaVersion: string;
  builtins: BuiltinInfo[];
}
export interface BuiltinInfo {
  name: string;
  description: string;
  categories: string[];
  args: { name: string; description: string; type: string }[];
  result: { name: string; description: string; type: string };
  /** The operator it is written as, such as `>=`. */
  infix?: string;
  deprecated: boolean;
  /** Spacelift refuses it (user documentation, policy page: disabled functions). */
  disabled: boolean;
  /** Spacelift adds it to OPA's own (`sanitized`); here it is answered by a stand-in. */
  spaceliftOnly: boolean;
}

/** What the Go module answers. */
export type DoorRequest =
  | CheckRequest
  | ParsesRequest
  | FormatRequest
  | UpgradeRequest
  | CompileRequest
  | EvaluateRequest
  | BuiltinRequest
  | CapabilitiesRequest;

/** How to decide: by the compiled policy where that is certain to equal OPA and worth it, or one of the two by name. */
export type Evaluator = 'auto' | 'interpreter' | 'compiled';

/** Decide many inputs with one policy. Answered by the worker. */
export interface DecideRequest {
  op: 'decide';
  policy: PolicySource;
  /** Input documents as JSON text. */
  inputs: string[];
  evaluator: Evaluator;
  /** For each input. */
  timeLimitMs: number;
  /** For all of them: once it is reached, the rest is left undecided. None unless given. */
  totalLimitMs?: number;
  /** After so long no further input is begun: the rest is for another request. One is decided in any case. */
  sliceMs?: number;
}
export type DecideAnswer =
  /** In the order of the inputs; fewer than those where the total limit was reached, or the slice. */
  | { evaluator: 'interpreter' | 'compiled'; outcomes: Outcome[] }
  /** `compiled` was asked for and is not possible: why. */
  | { refused: string };

export type EngineRequest = DoorRequest | DecideRequest;

/** Which answer belongs to which operation. */
export interface EngineAnswers {
  check: CheckAnswer;
  parses: ParsesAnswer;
  format: TextAnswer;
  upgrade: TextAnswer;
  compile: CompileAnswer;
  evaluate: EvaluateAnswer;
  builtin: BuiltinAnswer;
  capabilities: CapabilitiesAnswer;
  decide: DecideAnswer;
}

/** Why the engine gave no answer. */
export interface EngineFailure {
  /**
   * `badRequest`: the request is not of this wire. `panic`: OPA panicked; the engine stays usable. `timeLimit`: a
   * runaway that had to be ended with its worker. `crashed`: the worker died (stack overflow, memory); another one
   * serves the next request. `unavailable`: the engine can't be started.
   */
  kind: 'badRequest' | 'panic' | 'timeLimit' | 'crashed' | 'unavailable';
  message: string;
}

/** The envelope of every answer. */
export type EngineReply<Answer> = { ok: true; answer: Answer } | { ok: false; failure: EngineFailure };
