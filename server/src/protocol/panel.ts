/**
 * What the simulation panel's two ends say to each other: the host (the extension) and the page (the webview). Each end
 * checks whatever it hears against `client/wire/panelMessages.ts`, and refuses the rest. Lines and positions are LSP's.
 */
import type { Answer } from './access.ts';
import type { RegoVersion } from './engine.ts';
import type { Finding, Range } from './findings.ts';
import type { PolicyBeside } from './lsp.ts';
import type { ChosenSessions, ShownDifference, ShownMatrix } from './matrix.ts';
import type { SessionRequest, SimulationReport, Verification } from './simulation.ts';
import type { AccountNames, Suggestions } from './suggestions.ts';
import type { WeekReport, WeekRequest } from './week.ts';

/** The policy that the panel shows. */
export interface ShownPolicy {
  uri: string;
  /** Of the file, for people. */
  name: string;
  engine: RegoVersion;
}

/** `reason` is the server's (`PolicyStatus`). */
export interface OtherFile {
  /** Of the file, for people. */
  name: string;
  reason: string;
}

/** What the panel shows: one session, all of them, one over a week, or what an edit changes. */
export type PanelTab = 'session' | 'matrix' | 'week' | 'changes';

// ---------------------------------------------------------------- host → page

export type ToPage =
  /** Another policy is shown, or none any more. */
  | { type: 'policy'; policy: ShownPolicy | null }
  /** A Rego file that is in front instead, and is taken for no login policy; null: none is. */
  | { type: 'otherFile'; file: OtherFile | null }
  /** Null: no account is known. */
  | { type: 'names'; names: AccountNames | null }
  | { type: 'suggestions'; suggestions: Suggestions }
  /** A code lens, or a list of keys, starts from this key: its id. */
  | { type: 'start'; key: string }
  /** What a session comes to. */
  | { type: 'outcome'; outcome: PanelOutcome }
  /** Whether the language server runs, or is about to: while it does not, nothing is answered. */
  | { type: 'server'; state: ServerState }
  /** The whole input document of the session of that number, as JSON text. */
  | { type: 'input'; request: number; input: string }
  /** What was asked with `question`, of the session of that number. */
  | { type: 'answer'; request: number; question: Question; result: PanelAnswer }
  /** Whose Spacelift can be asked: its host. Null: nobody is signed in. */
  | { type: 'verifier'; host: string | null }
  | { type: 'verified'; request: number; result: PanelVerification }
  /** A command opens the panel here. */
  | { type: 'open'; tab: PanelTab }
  /** Answers to `matrix`, `week` and `changes` of that number; anew at every edit. */
  | { type: 'matrixResult'; request: number; result: PanelOverview<ShownMatrix> }
  | { type: 'weekResult'; request: number; result: PanelOverview<WeekReport> }
  | { type: 'changesResult'; request: number; result: PanelOverview<ShownDifference> }
  /**
   * How far the next answer to that number is; `all` is 0 as long as nobody knows. What was answered before is old from
   * here on, also in a tab that is not shown, for which nothing is worked out yet.
   */
  | { type: 'progress'; request: number; done: number; all: number }
  /** What the policy can be compared with, the likeliest first; and in sentences why something usual is not among it. */
  | { type: 'baselines'; baselines: BaselineChoice[]; missing: string[] }
  /** What can be asked together with the policy: answers `listPolicies`. */
  | { type: 'policies'; choices: BesideChoice[] };

export type ServerState = 'running' | 'starting' | 'stopped';

export interface PanelOutcome {
  /** The number of the session that it answers: any but the newest is old. */
  request: number;
  /** The text that was asked: lines are its lines. */
  text: string;
  result:
    /** The report is brief (`SimulationRequest.brief`). `isWhole`: it says why, and what assumptions come to. */
    | { kind: 'report'; report: SimulationReport; isWhole: boolean }
    /** The policy can't be evaluated. */
    | { kind: 'policy'; findings: Finding[] }
    /** The session can't be, or there is no answer: in words for the person. */
    | { kind: 'refused'; message: string };
}

/** May it do that? As `CanRequest`. */
export interface Question {
  action: string;
  space: string;
}

export type PanelAnswer =
  | { kind: 'answer'; answer: Answer; reasons: string[] }
  /** In words for the person. */
  | { kind: 'refused'; message: string };

export type PanelOverview<Shown> =
  | { kind: 'shown'; shown: Shown }
  /** A policy can't be evaluated; `name` of another one than that in the editor. */
  | { kind: 'policy'; findings: Finding[]; name?: string }
  /** In words for the person. */
  | { kind: 'refused'; message: string };

/** An older version of the policy. */
export interface BaselineChoice {
  /** For `ToHost`: `head`, `saved`, `deployed:<id>`, `file:<URI>`. */
  id: string;
  /** `HEAD (git)`, `the file as it was saved`, `deployed policy “Main login”`, a file's name. */
  label: string;
}

/** Another login policy, that holds together with the one that is shown. */
export interface BesideChoice {
  policy: PolicyBeside;
  /** `prod/freeze.rego`, `“Main login” as deployed`. */
  label: string;
}

export type PanelVerification =
  | {
      kind: 'verified';
      host: string;
      verdict: Verification['verdict'];
      /** Fields of the decision: as it was made here, and there. */
      differences: { field: string; here: unknown; there: unknown }[];
      /** Fields that were not compared, as Spacelift's answer does not have them. */
      unanswered: string[];
      notes: string[];
    }
  | { kind: 'refused'; message: string };

// ---------------------------------------------------------------- page → host

export type ToHost =
  /** The page is there, and hears. Said once, first. */
  | { type: 'ready' }
  /** What to simulate from now on, at every edit, until the next one. */
  | { type: 'session'; request: number; session: SessionRequest }
  /** There is nothing to simulate: the form is not filled in. */
  | { type: 'noSession' }
  /** Let the person say what the file that is in front is to be taken for. */
  | { type: 'changeVerdict' }
  /** Show this place of the policy in the editor. */
  | { type: 'reveal'; range: Range }
  /** The input document of the newest session, to go on from. */
  | { type: 'input' }
  /** Put it on the clipboard: the input document, or a command line for a kind of shell. */
  | { type: 'copy'; what: CopyKind }
  /** To be answered of every session from now on; null: no question any more. */
  | { type: 'question'; question: Question | null }
  /** Ask Spacelift itself about the session, once. */
  | { type: 'verify' }
  /** This tab is shown from now on: what others show is not worked out. */
  | { type: 'tab'; tab: PanelTab }
  /**
   * What to show in a tab from now on, at every edit, until the next one. Each number is of one message alone. `beside`:
   * which other policies are asked together with the one that is shown; their edits count, too.
   */
  | { type: 'matrix'; request: number; chosen: ChosenSessions; beside: PolicyBeside[] }
  | { type: 'week'; request: number; week: WeekRequest; beside: PolicyBeside[] }
  /** `baseline` is the id of a `BaselineChoice`. */
  | { type: 'changes'; request: number; baseline: string; chosen: ChosenSessions; beside: PolicyBeside[] }
  /** Say which policies there are to be asked together with the one that is shown. */
  | { type: 'listPolicies' }
  /** Let the person choose a file to compare with: it becomes the first baseline. */
  | { type: 'chooseBaseline' }
  /** Show this place of the older version that the policy is compared with. */
  | { type: 'revealBefore'; range: Range }
  /** Work no longer at the answer to that number. It is asked again with another one, or at the next edit. */
  | { type: 'cancel'; request: number }
  /** Open as a document what a tab shows. */
  | { type: 'export'; tab: 'matrix'; format: 'csv' | 'json' | 'markdown' }
  | { type: 'export'; tab: 'changes'; format: 'json' | 'markdown' }
  /** Keep this session, and what it comes to, as a scenario. */
  | { type: 'pin'; session: SessionRequest };

export type CopyKind = 'input' | 'posix' | 'powershell';
