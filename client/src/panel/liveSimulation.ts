/** Asks what a session comes to whenever that may have changed: one question at a time, and only the newest. */
import type { PanelOutcome } from '../../../server/src/protocol/panel.ts';
import type { SimulateParams, SimulateResult } from '../../../server/src/protocol/lsp.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';

/** The policy's text, as the editor has it. */
export interface PolicyText {
  uri: string;
  version: number;
  text: string;
}

export interface LiveOptions {
  /** The newest text; undefined: there is nothing to ask about. */
  text(): PolicyText | undefined;
  ask(params: SimulateParams): Promise<SimulateResult>;
  tell(outcome: PanelOutcome): void;
}

/** A session, and its number. */
export interface Asked {
  request: number;
  session: SessionRequest;
}

export class LiveSimulation {
  readonly #options: LiveOptions;
  #asked: Asked | undefined;
  /** What has been answered in whole; undefined: something has changed since. */
  #isDone = true;
  #isRunning = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  /** What is asked from now on. */
  get asked(): Asked | undefined {
    return this.#asked;
  }

  /** Another session; undefined: none. */
  set(asked: Asked | undefined): void {
    this.#asked = asked;
    this.renew();
  }

  /** The policy, or what is known beside it, has changed. */
  renew(): void {
    this.#isDone = false;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (!this.#isDone && this.#asked) {
      this.#isDone = true;
      // The decision at once; why, and what assumptions come to, behind it.
      if (await this.#step(this.#asked, false)) await this.#step(this.#asked, true);
    }
    this.#isRunning = false;
  }

  /** @returns whether there is more to ask about the same */
  async #step({ request, session }: Asked, isWhole: boolean): Promise<boolean> {
    const policy = this.#options.text();
    if (!policy) return false;
    const { uri, version, text } = policy;
    const params = { session, evaluator: 'auto' as const, explain: isWhole, weigh: isWhole, brief: true };
    const answer = await this.#ask({ textDocument: { uri, version }, request: params });
    // What has changed in the meantime is asked about next.
    if (this.#isOld(request, policy) || answer.kind === 'stale') {
      this.#isDone = false;
      return false;
    }
    this.#options.tell({ request, text, result: resultOf(answer, isWhole) });
    return answer.kind === 'report' && this.#isDone;
  }

  async #ask(params: SimulateParams): Promise<SimulateResult> {
    try {
      return await this.#options.ask(params);
    } catch (error) {
      return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #isOld(request: number, { uri, version }: PolicyText): boolean {
    const now = this.#options.text();
    return this.#asked?.request !== request || now?.uri !== uri || now.version !== version;
  }
}

function resultOf(answer: Exclude<SimulateResult, { kind: 'stale' }>, isWhole: boolean): PanelOutcome['result'] {
  switch (answer.kind) {
    case 'report':
      return { kind: 'report', report: answer.report, isWhole };
    case 'policy':
      return { kind: 'policy', findings: answer.findings };
    case 'refused':
    case 'noPolicy':
      return { kind: 'refused', message: answer.message };
  }
}
