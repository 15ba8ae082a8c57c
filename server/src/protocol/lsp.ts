/**
 * What our client and the language server say to each other beside LSP. Any editor may use it: all of it is optional.
 * Positions are LSP's: zero-based, in UTF-16 code units.
 */
import type { CanAnswer, CanRequest } from './access.ts';
import type { AccountSnapshot, PartState } from './account.ts';
import type { FoundCredential } from './credential.ts';
import type { RegoVersion } from './engine.ts';
import type { Finding, Range } from './findings.ts';
import type { ChosenSessions, ShownDifference, ShownMatrix } from './matrix.ts';
import type { ScenarioFile, ScenarioPin, ScenarioResult, ScenarioRun } from './scenarios.ts';
import type { SimulationReport, SimulationRequest, Verification } from './simulation.ts';
import type { AccountNames, Suggestions } from './suggestions.ts';
import type { WeekReport, WeekRequest } from './week.ts';

// ---------------------------------------------------------------- settings

/** The section of the settings. */
export const SECTION = 'loginPolicy';

/** What a file is, by a pattern: a login policy of that engine, of either, or none at all. */
export type FileKind = RegoVersion | 'auto' | 'off';

/**
 * `initializationOptions`, and the section `loginPolicy` of the settings (which wins, for each name by itself). Whatever
 * is left out has its default.
 */
export interface ClientSettings {
  /**
   * `demo`; a file with an account snapshot, absolute or relative to the first workspace folder; or `auto`: the account
   * of this computer's credential (environment, else spacectl). '': what the user is signed in to by the client, if
   * anything.
   */
  account?: string;
  /** What `session.login` of an API key is. Not given: the settings file says, else `id`. */
  keyLogin?: 'id' | 'name';
  /** How much a rule matters, over the settings file: `{"SL024": "off"}`. */
  rules?: Record<string, 'off' | 'hint' | 'information' | 'warning' | 'error' | undefined>;
  /** Globs (relative to the workspace folder, or absolute) and what the files are; the first that matches counts. */
  files?: Record<string, FileKind>;
  /**
   * `domainOnly`: what other servers for Rego do is left to them. Of `initializationOptions` only: what the server can
   * do is told once. `auto` is for the client to make one of the others of.
   */
  mode?: 'auto' | 'full' | 'domainOnly';
}

// ---------------------------------------------------------------- from the server

/** Notification: what the server makes of an open document; whenever that changes. */
export const STATUS = 'loginPolicy/status';
export interface StatusParams {
  uri: string;
  status: PolicyStatus;
}
export type PolicyStatus =
  /** `reason` is in plain words, for a tooltip. `account`: its name, where there is one. */
  | { kind: 'loginPolicy'; engine: RegoVersion; reason: string; account?: string }
  /** Gets nothing from the server. */
  | { kind: 'other'; reason: string };

/**
 * Notification: the engine is being started, for the first login policy; it answers (again); or it gives no answers, and
 * why.
 */
export const ENGINE_STATE = 'loginPolicy/engineState';
export interface EngineStateParams {
  state: 'starting' | 'working' | 'broken';
  message?: string;
}

/** Notification without parameters: the account, or the settings, may be other than they were. */
export const KNOWLEDGE_CHANGED = 'loginPolicy/knowledgeChanged';

// ---------------------------------------------------------------- to the server

/** Request: one login through the policy as it stands in the editor. */
export const SIMULATE = 'loginPolicy/simulate';
export interface SimulateParams {
  /** Refused as `stale` where the server has another version by now. */
  textDocument: { uri: string; version: number };
  request: SimulationRequest;
}
export type SimulateResult =
  | { kind: 'report'; version: number; report: SimulationReport }
  /** The policy can't be evaluated: its errors. */
  | { kind: 'policy'; version: number; findings: Finding[] }
  /** The request can't be: in words for the person who made it. Also where the evaluator can't decide this policy. */
  | { kind: 'refused'; message: string }
  | { kind: 'stale'; version: number }
  /** Not open, or no login policy. */
  | { kind: 'noPolicy'; message: string };

/** Request: the status of one document, now. Null for a document that is not open. */
export const VERDICT = 'loginPolicy/verdict';
export interface VerdictParams {
  uri: string;
}
export type VerdictResult = PolicyStatus | null;

/** Request: how a document can be made to say what it is. Null for a document that is not open. */
export const DECLARE = 'loginPolicy/declare';
export interface DeclareParams {
  uri: string;
  /** A login policy of that engine, or none at all. */
  kind: RegoVersion | 'off';
}
export type DeclareResult = Declaration | null;
export interface Declaration {
  /** The comment `# spacelift: …`, written anew or for the first time; of this version of the document. */
  version: number;
  edit: { range: Range; newText: string };
  /** The document has such a comment already. */
  hasComment: boolean;
  /** What the setting `files` says that it is, where it says anything. */
  setting?: FileKind;
}

/** Request without parameters: the account that completion, hover and findings go by. */
export const ACCOUNT = 'loginPolicy/account';
export type AccountResult =
  | { state: 'none' }
  /** Signed in, and nothing is known yet. */
  | { state: 'loading'; source: string }
  | LoadedAccount
  /** As it was named, and why it can't be had. */
  | { state: 'failed'; source: string; message: string };
export interface LoadedAccount {
  state: 'loaded';
  name: string;
  /** What was chosen: `demo`, a file, or where the credential comes from. */
  source: string;
  parts: Record<AccountPart, { state: PartState; count: number; at: string; reason?: string }>;
  /** Of an account that somebody is signed in to. */
  signedIn?: {
    /** `https://acme.app.spacelift.io` */
    endpoint: string;
    /** Where the credential comes from, in words. */
    from: string;
    /** It is being asked at this moment. */
    isRefreshing: boolean;
    /** Why it could not be asked last: what is known is what was saved. */
    trouble?: string;
    /** The trouble is of some parts only: it did answer, and the rest of what is known is new. */
    isPartly?: true;
  };
}
export type AccountPart = 'roles' | 'spaces' | 'apiKeys' | 'teams' | 'loginPolicies';

/** Notification from the server: the account is other than before, or its state is. */
export const ACCOUNT_CHANGED = 'loginPolicy/accountChanged';

/** Request without parameters: asks the account anew, and answers when that is done. Of a file nothing is asked. */
export const REFRESH_ACCOUNT = 'loginPolicy/refreshAccount';

/** Request without parameters: all that is known of the account. Null where nothing is. */
export const SNAPSHOT = 'loginPolicy/snapshot';
export type SnapshotResult = AccountSnapshot | null;

/** Request without parameters: the actions that the account's roles give, in words. */
export const ACTION_WORDS = 'loginPolicy/actionWords';
/** By the action as the snapshot has it: `WORKER_POOL_CREATE` → `worker pool`, `create`. The verb may be ''. */
export type ActionWordsResult = Record<string, { subject: string; verb: string }>;

/**
 * Request: as `SIMULATE`, and then by Spacelift itself, with the same policy and input. Nothing is changed there.
 * `SimulateParams.request.explain` is not heeded.
 */
export const VERIFY = 'loginPolicy/verify';
export type VerifyResult =
  | { kind: 'verified'; version: number; host: string; verification: Verification }
  /** In words: nobody is signed in, Spacelift does not answer, or the policy can't be simulated here. */
  | { kind: 'refused'; message: string }
  | { kind: 'stale'; version: number };

// ---------------------------------------------------------------- signing in

/**
 * Request from the server to a client that said `signsIn`, where the setting `account` is empty: what the user is signed
 * in to. Null: nothing. Asked at the start, after `SIGN_IN_CHANGED`, and when a token has ended. The server keeps the
 * answer in memory only.
 */
export const SIGN_IN = 'loginPolicy/signIn';
export type SignIn =
  /** With a credential that the client keeps. */
  | ({ kind: 'credential' } & FoundCredential)
  /** With what this computer has: the environment's credential, else that of spacectl's profile (its current one). */
  | { kind: 'profile'; profile?: string }
  | { kind: 'demo' };
export type SignInResult = SignIn | null;

/** Notification from the client: the user has signed in to something else, or out. */
export const SIGN_IN_CHANGED = 'loginPolicy/signInChanged';

/** Request: what a form for a session can offer of this policy's own text. Null for what is no open login policy. */
export const SUGGESTIONS = 'loginPolicy/suggestions';
export interface SuggestionsParams {
  textDocument: { uri: string };
}
export type SuggestionsResult = Suggestions | null;

/** Request without parameters: the names behind the account's ids, and what can be chosen from. Null without one. */
export const ACCOUNT_NAMES = 'loginPolicy/accountNames';
export type AccountNamesResult = AccountNames | null;

/** Request: whether a login through the policy as it stands in the editor would have an action in a space. */
export const CAN = 'loginPolicy/can';
export interface CanParams {
  /** Refused as `stale` where the server has another version by now. */
  textDocument: { uri: string; version: number };
  request: CanRequest;
}
export type CanResult =
  | { kind: 'answer'; version: number; answer: CanAnswer }
  /** In words: the question can't be, the policy has a mistake, or the engine gives no answer. */
  | { kind: 'refused'; message: string }
  | { kind: 'stale'; version: number };

// ---------------------------------------------------------------- many sessions

/** Why there is no answer about many sessions. */
export type NoOverview =
  /** A policy can't be evaluated: its errors, and its name where it is another than that in the editor. */
  | { kind: 'policy'; version: number; findings: Finding[]; name?: string }
  /** In words for the person. */
  | { kind: 'refused'; message: string }
  | { kind: 'stale'; version: number }
  /** Not open, or no login policy. */
  | { kind: 'noPolicy'; message: string };

/** Another login policy that holds together with the one in the editor. */
export type PolicyBeside =
  /**
   * As it stands in the editor, else on disk, where it is in the workspace or near to the policy. Refused where it is no
   * login policy, or the one in the editor itself.
   */
  | { kind: 'file'; uri: string }
  /** A login policy of the account, by its id. */
  | { kind: 'deployed'; policy: string };

/** Request without parameters: which login policies there are to be asked beside another. */
export const POLICIES = 'loginPolicy/policies';
/** URIs: of those that are open, and of those in the workspace folders, as far as they are found within limits. */
export type PoliciesResult = string[];

/**
 * Request: who gets in as what, by the policy as it stands in the editor. It may be cancelled, and reports its progress
 * as LSP has it, in percent, and `done of all` in the message.
 */
export const MATRIX = 'loginPolicy/matrix';
export interface MatrixParams {
  /** Refused as `stale` where the server has another version by now. */
  textDocument: { uri: string; version: number };
  chosen?: ChosenSessions;
  /** Taken together with it as Spacelift does (`core/access/combine.ts`); what is named twice counts once. */
  beside?: PolicyBeside[];
  workDoneToken?: string | number;
}
export type MatrixResult = { kind: 'matrix'; version: number; matrix: ShownMatrix } | NoOverview;

/** Request: as `MATRIX`, as text of a format. */
export const EXPORT_MATRIX = 'loginPolicy/exportMatrix';
export interface ExportMatrixParams extends MatrixParams {
  format: 'csv' | 'json' | 'markdown';
}
export type ExportResult =
  /** `leftOut`: which sessions are not looked at, in sentences, where the text's format has no place for it. */
  { kind: 'text'; version: number; text: string; leftOut?: string[] } | NoOverview;

/** The older version that a policy is compared with. */
export type Baseline =
  /** `name` in words: `login.rego at HEAD`. */
  | { kind: 'text'; name: string; text: string }
  /** A login policy of the account, by its id; the others of the account stay, and are asked on both sides. */
  | { kind: 'deployed'; policy: string };

/**
 * Request: who gains and who loses access from the older version to the one in the editor. Those beside it are on both
 * sides. Progress as `MATRIX`.
 */
export const DIFFERENCE = 'loginPolicy/difference';
export interface DifferenceParams extends MatrixParams {
  baseline: Baseline;
}
export type DifferenceResult = { kind: 'difference'; version: number; difference: ShownDifference } | NoOverview;

/** Request: as `DIFFERENCE`, as text of a format. */
export const EXPORT_DIFFERENCE = 'loginPolicy/exportDifference';
export interface ExportDifferenceParams extends DifferenceParams {
  format: 'json' | 'markdown';
}

/** Request: what one session comes to at every hour of a week. Progress as `MATRIX`. */
export const WEEK = 'loginPolicy/week';
export interface WeekParams {
  /** Refused as `stale` where the server has another version by now. */
  textDocument: { uri: string; version: number };
  request: WeekRequest;
  /** As in `MatrixParams`. */
  beside?: PolicyBeside[];
  workDoneToken?: string | number;
}
export type WeekResult = { kind: 'week'; version: number; week: WeekReport } | NoOverview;

// ---------------------------------------------------------------- scenarios

/** Request: the scenarios of a file, as it stands in the editor, else on disk. */
export const SCENARIOS = 'loginPolicy/scenarios';
export interface ScenariosParams {
  uri: string;
}
/** Null where there is no such file. */
export type ScenariosResult = ScenarioFile | null;

/** Request: runs them, over policies as they stand in the editor, else on disk. It may be cancelled. */
export const RUN_SCENARIOS = 'loginPolicy/runScenarios';
export interface RunScenariosParams {
  uri: string;
  /** Those of these names; all, where it is left out. */
  names?: string[];
  /** Also which clauses have fired. */
  coverage?: boolean;
  /** Unless missing, `SCENARIO_RESULT` is sent with it as soon as each is known. */
  run?: string;
}
export type RunScenariosResult =
  | ({ kind: 'run' } & ScenarioRun)
  /** In words for the person: the file can't be read at all. */
  | { kind: 'refused'; message: string };

/** Notification from the server: one scenario of a run has been decided. */
export const SCENARIO_RESULT = 'loginPolicy/scenarioResult';
export interface ScenarioResultParams {
  run: string;
  result: ScenarioResult;
}

/** Request: the text of a scenario file with one more scenario, which passes; comments stay. */
export const PIN_SCENARIO = 'loginPolicy/pinScenario';
export interface PinScenarioParams {
  /** The policy in the editor. */
  textDocument: { uri: string; version: number };
  /** The scenario file, there or yet to be made. */
  file: string;
  pin: ScenarioPin;
}
export type PinScenarioResult =
  /** The whole text, and where in it the new scenario is. */
  | { kind: 'text'; text: string; range: Range }
  /** In words for the person. */
  | { kind: 'refused'; message: string }
  | { kind: 'stale'; version: number };

/** `experimental` in the client's capabilities. */
export interface ExperimentalCapabilities {
  /** It carries out `SIMULATE_COMMAND`. Without that there is no code lens, which nothing would answer. */
  runSimulation?: boolean;
  /** It answers `SIGN_IN`. */
  signsIn?: boolean;
}

/**
 * The command of the code lens, which the client carries out: simulate, starting from this place. Its one argument is a
 * `SimulateStart`.
 */
export const SIMULATE_COMMAND = 'loginPolicy.runSimulation';
export interface SimulateStart {
  /** Of the document. */
  uri: string;
  /** The rule that the lens is above, such as `allow`. */
  rule: string;
  /** The id of the only API key that the rule (or this clause of it) asks for, itself or through others. */
  key?: string;
}
