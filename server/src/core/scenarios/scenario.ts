/** A scenario file that was read: what it says, and where. */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { Finding, Range } from '../../protocol/findings.ts';
import type { AccessLevel, SessionRequest } from '../../protocol/simulation.ts';
import type { LineIndex } from '../syntax/positions.ts';
import type { ScenarioHeader } from './scenarioSchema.ts';

/** A text of the file. */
export interface Placed {
  readonly text: string;
  readonly range: Range;
}

/** What a session must get. `range`: of the whole of it in the file. */
export type Expectation =
  | { readonly kind: 'access'; readonly level: AccessLevel; readonly range: Range }
  /** Exactly these slugs in this space. */
  | { readonly kind: 'roles'; readonly space: Placed; readonly slugs: readonly Placed[]; readonly range: Range }
  | { readonly kind: 'can' | 'cannot'; readonly space: Placed; readonly action: string; readonly range: Range }
  | { readonly kind: 'nothingElse'; readonly range: Range };

export interface Scenario {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Of what says who logs in. */
  readonly sessionRange: Range;
  readonly session: SessionRequest;
  /** Those of the session that it names itself, each with its place. */
  readonly teams: readonly Placed[];
  /** In the order of the file. */
  readonly expectations: readonly Expectation[];
  /** Why it can't be run as it stands: the first mistake in it. */
  readonly mistake?: Finding;
}

export interface ReadScenarioFile {
  readonly lines: LineIndex;
  /** Paths, as they stand there. */
  readonly policies: readonly Placed[];
  readonly engine?: RegoVersion;
  readonly account?: Placed;
  readonly defaults?: NonNullable<ScenarioHeader['defaults']>;
  readonly scenarios: readonly Scenario[];
  /** Of the key `scenarios`, else of the file's start. */
  readonly scenariosRange: Range;
  /** In the order of the text: what the text itself shows. */
  readonly findings: readonly Finding[];
}
