/**
 * Scenarios: sessions, and what each must get, kept in a file `*.scenarios.yaml` beside the policies. Positions are
 * LSP's: zero-based, in UTF-16 code units.
 */
import type { Finding, Range } from './findings.ts';
import type { SessionRequest } from './simulation.ts';

/** What a scenario file says, as far as it can be read. */
export interface ScenarioFile {
  /** The policies that it names, absolute URIs, in its order: taken together where there are several. */
  policies: string[];
  scenarios: ScenarioPlace[];
  /** What is wrong with the file, or makes it worth nothing: ids SL080 and up. */
  findings: Finding[];
}

export interface ScenarioPlace {
  /** Unique in the file. */
  name: string;
  /** The whole scenario. */
  range: Range;
  /** Its name alone. */
  nameRange: Range;
}

/** `errored`: it could not be decided: the policy does not compile, a key is not known, a file is missing. */
export type ScenarioState = 'passed' | 'failed' | 'errored';

export interface ScenarioResult {
  name: string;
  state: ScenarioState;
  /** At least one where it has not passed, else none. */
  failures: ScenarioFailure[];
  /**
   * Sentences: what the outcome rests on that nobody has said, such as how a key's login is written, and that the key
   * can't log in at all. At least one, or missing.
   */
  notes?: string[];
  /** How long the decision took, in milliseconds. */
  duration: number;
}

export interface ScenarioFailure {
  /** A sentence: `the access level is deny, not allow`. */
  message: string;
  /** Of the expectation in the scenario file. */
  range: Range;
  /** To be laid beside each other, line by line; both or neither. */
  expected?: string;
  actual?: string;
  /** Of the clause of a policy that decides, where one does. */
  because?: { uri: string; range: Range; rule: string };
}

/** Which clauses of a policy the scenarios have fired. */
export interface ClauseCoverage {
  uri: string;
  clauses: {
    rule: string;
    range: Range;
    /** In how many of the scenarios that were run it fired. */
    count: number;
  }[];
}

export interface ScenarioRun {
  /** In the order of the file. */
  results: ScenarioResult[];
  /** Of each of the policies; empty unless it was asked for. */
  coverage: ClauseCoverage[];
}

/** A session to keep, as a scenario that passes now. */
export interface ScenarioPin {
  session: SessionRequest;
  /** What to call it; else it is named after who logs in, from where and when. */
  name?: string;
}

/** What `login-policy test --format json` prints. Here `uri` is a path, as typed or found. */
export interface TestReport {
  files: TestedFile[];
  /** Scenario files and folders that can't be read, and why. Missing where there are none. */
  failed?: { path: string; reason: string }[];
}

export interface TestedFile extends ScenarioRun {
  path: string;
  policies: string[];
  findings: Finding[];
}
