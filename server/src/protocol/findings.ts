/** What `check` says about a file: the shape of `login-policy check --format json`, and of the editor's diagnostics. */
import type { RegoVersion } from './engine.ts';
import type { SessionRequest } from './simulation.ts';

/** Zero-based line, and zero-based character in UTF-16 code units, as in LSP. */
export interface Position {
  line: number;
  character: number;
}
export interface Range {
  start: Position;
  /** Exclusive. */
  end: Position;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface TextEdit {
  range: Range;
  newText: string;
}

/** A change that mends a finding, as data: the editor and the command line carry it out. */
export interface Fix {
  /** In the imperative: "Replace by `\"deployer\"`". */
  title: string;
  edits: TextEdit[];
  /**
   * Gives somebody more or less, or may, or changes what the policy means: never applied without being asked for by
   * name. All others leave every decision as it is, or there is none, as the policy is refused.
   */
  unsafe?: boolean;
  /** An unsafe one that gives nobody more: it only takes access away. */
  narrows?: boolean;
}

export interface Finding {
  /**
   * The most exact code: one of ours (`SL013`), else OPA's own (`rego_parse_error`); `not_checked` where a part of the
   * policy can't be read here, so that no rule says anything.
   */
  rule: string;
  severity: Severity;
  message: string;
  range: Range;
  /** Other places that belong to it, in the same file. */
  related?: { range: Range; message: string }[];
  /** `deprecated` is struck through, `unnecessary` faded by editors. */
  tags?: ('deprecated' | 'unnecessary')[];
  fixes?: Fix[];
  /** A session that shows it, where it was found by simulation. */
  session?: SessionRequest;
}

/** One checked file. */
export interface CheckedFile {
  path: string;
  engine: RegoVersion;
  findings: Finding[];
}

export interface CheckReport {
  files: CheckedFile[];
  /** Files that are no login policy, and why. */
  skipped: { path: string; reason: string }[];
  /** Files and folders that could not be checked, and why. Missing where there are none. */
  failed?: { path: string; reason: string }[];
}
