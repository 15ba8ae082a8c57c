/**
 * The second step of a check, in the background: what shows only when every known login is tried. One policy at a time,
 * when its author pauses, in batches between which the engine serves whoever waits.
 */
import { CancellationTokenSource, Emitter, type Connection, type Event } from 'vscode-languageserver';
import { checkSimulated, isSimulationWanted } from '../core/features/checkSimulated.ts';
import { EngineError } from '../core/ports.ts';
import { countMatches, type MatchCounts } from '../core/simulated/matchCounts.ts';
import type { Finding } from '../protocol/findings.ts';
import type { AccountHolder } from './account.ts';
import type { ServerHost } from './host.ts';
import type { OwnScenarioReader } from './ownScenarios.ts';
import type { Policies } from './policies.ts';
import type { PolicyDocument } from './policyDocument.ts';
import type { RuleFaults } from './ruleFaults.ts';

/** What was found of one version. */
export interface SimulatedFindings {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** Missing without an account. */
  readonly counts?: MatchCounts;
}

export interface SimulatedDocument extends SimulatedFindings {
  readonly uri: string;
}

interface Known extends SimulatedFindings {
  /** Of the document, when that was worked out. */
  readonly generation: number;
}

const NOTHING: SimulatedFindings = { findings: [] };

/** After an edit: who types on is not simulated. */
const PAUSE_MS = 400;
/** A policy for which all of it takes longer is left. */
const LIMIT_MS = 15_000;
/** Nobody waits for it, and others may ask for something at any time. */
const PACE = { batch: 200, sliceMs: 100, limitMs: 2_000 };
/** Of more, those that were asked about first are left: they are asked about again when somebody looks at them. */
const MOST_WAITING = 12;

export interface SimulationsContext {
  readonly host: ServerHost;
  readonly policies: Policies;
  readonly account: AccountHolder;
  readonly ownScenarios: OwnScenarioReader;
  readonly faults: RuleFaults;
  readonly connection: Connection;
}

export class Simulations {
  readonly #context: SimulationsContext;
  readonly #known = new Map<string, Known>();
  /** By URI, with the generation that is meant; the first is next. */
  readonly #waiting = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly uri: string; readonly generation: number; readonly cancel: CancellationTokenSource } | undefined;
  #isDisposed = false;
  readonly #found = new Emitter<SimulatedDocument>();

  constructor(context: SimulationsContext) {
    this.#context = context;
    context.policies.onChanged(({ uri }) => {
      this.#giveUp(uri);
    });
    context.policies.onClosed((uri) => {
      this.#giveUp(uri);
      this.#known.delete(uri);
    });
  }

  /** Something was found of a document, which was not there when it was asked for. */
  get onFound(): Event<SimulatedDocument> {
    return this.#found.event;
  }

  /** What is known of a document as it is; nothing yet, where that has to be worked out first. */
  of(document: PolicyDocument): SimulatedFindings {
    const { uri, generation } = document;
    const known = this.#known.get(uri);
    if (known?.generation === generation) return known;
    const isUnderWay = this.#running?.uri === uri && this.#running.generation === generation;
    if (!isUnderWay && this.#waiting.get(uri) !== generation) this.#wait(uri, generation);
    return NOTHING;
  }

  /** Gives everything up. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#running?.cancel.cancel();
  }

  #wait(uri: string, generation: number): void {
    this.#waiting.delete(uri);
    this.#waiting.set(uri, generation);
    const [first] = this.#waiting.keys();
    if (first !== undefined && this.#waiting.size > MOST_WAITING) this.#waiting.delete(first);
    this.#startSoon();
  }

  #giveUp(uri: string): void {
    this.#waiting.delete(uri);
    if (this.#running?.uri === uri) this.#running.cancel.cancel();
    this.#startSoon();
  }

  /** Each edit, of whatever policy, begins the pause anew. */
  #startSoon(): void {
    clearTimeout(this.#timer);
    if (this.#isDisposed || this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      void this.#startNext();
    }, PAUSE_MS).unref();
  }

  async #startNext(): Promise<void> {
    const [next] = this.#waiting.entries();
    if (this.#running || next === undefined) return;
    const [uri, generation] = next;
    this.#waiting.delete(uri);
    const cancel = new CancellationTokenSource();
    this.#running = { uri, generation, cancel };
    const limit = setTimeout(() => {
      cancel.cancel();
    }, LIMIT_MS).unref();
    try {
      const found = await this.#simulate(uri, generation, cancel);
      if (found) this.#take(uri, { ...found, generation });
    } finally {
      clearTimeout(limit);
      cancel.dispose();
      this.#running = undefined;
    }
    this.#startSoon();
  }

  #take(uri: string, found: Known): void {
    this.#known.set(uri, found);
    if (found.findings.length > 0 || found.counts) this.#found.fire({ uri, ...found });
  }

  /** Undefined where the document has changed; nothing, where the engine gives no answer: the next edit tries again. */
  async #simulate(
    uri: string,
    generation: number,
    { token }: CancellationTokenSource,
  ): Promise<SimulatedFindings | undefined> {
    const { policies, host, account, faults, connection, ownScenarios } = this.#context;
    const isMeant = (): boolean => policies.document(uri)?.generation === generation;
    try {
      const document = policies.document(uri);
      if (!document || !isMeant()) return undefined;
      const checked = await document.check();
      const { verdict, settings } = checked;
      const { inventory } = account;
      if (!isMeant() || !verdict.login) return undefined;
      if (!isSimulationWanted(settings.check)) return NOTHING;
      const request = {
        model: document.model,
        source: document.policy(verdict),
        engine: host.engine,
        account: inventory,
        now: host.clock.now(),
        keyLogin: settings.check.keyLogin,
        named: await ownScenarios.read([uri]),
        pace: PACE,
      };
      const { findings, faults: own, policy } = await checkSimulated(checked, settings.check, request, token);
      faults.note(own, uri);
      const counts = policy && countMatches(policy);
      return isMeant() ? { findings, ...(counts && { counts }) } : undefined;
    } catch (error) {
      if (!isMeant() || this.#isDisposed) return undefined;
      const why = error instanceof EngineError ? error.message : error instanceof Error ? error.stack : String(error);
      connection.console.warn(`${uri} is not simulated: ${why ?? ''}`);
      return NOTHING;
    }
  }
}
