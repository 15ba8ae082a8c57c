/** The panel's host without VS Code: asks the real core and engine about a policy, with the demo account. */
import { listBeside } from '../../../client/src/panel/besideChoices.ts';
import { listBaselines } from '../../../client/src/panel/baselineChoices.ts';
import { can } from '../../../server/src/core/access/can.ts';
import { BadInput } from '../../../server/src/core/badInput.ts';
import { buildInventory, type Inventory } from '../../../server/src/core/account/inventory.ts';
import { nameAccount } from '../../../server/src/core/features/suggestions/accountNames.ts';
import { suggest } from '../../../server/src/core/features/suggestions/suggest.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import { simulate } from '../../../server/src/core/simulation/simulate.ts';
import { buildModel } from '../../../server/src/core/syntax/buildModel.ts';
import type { RegoVersion } from '../../../server/src/protocol/engine.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { PanelOutcome, PanelVerification, Question, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { readToHost } from '../../../client/wire/panelMessages.ts';
import { answerChanges, answerMatrix, answerWeek, uriOf, type OverviewScene } from './overviews.ts';

/** A Tuesday: 2026-03-03T08:30:00Z. */
export const NOW = 1_772_526_600_000_000_000n;

/** What Spacelift says of everything here. */
const SAME: PanelVerification = {
  kind: 'verified',
  host: 'acme.app.spacelift.io',
  verdict: 'same',
  differences: [],
  unanswered: [],
  notes: [],
};

export interface HostOptions {
  engine: Engine;
  text: string;
  account?: AccountSnapshot;
  /** v1, unless another is named. */
  rego?: RegoVersion;
  /** What HEAD has; left out, there is no git. */
  head?: string;
  /** Other policies of the workspace, by their names. */
  others?: Readonly<Record<string, string>>;
  send: (message: ToPage) => Promise<void>;
}

export class FakeHost {
  /** What the page has said, and what it had no business to say. */
  readonly heard: ToHost[] = [];
  readonly refused: unknown[] = [];
  /** What it has said. */
  readonly sent: ToPage[] = [];
  readonly #options: HostOptions;
  readonly #account: Inventory | undefined;
  readonly #rego: RegoVersion;
  #pending = Promise.resolve();
  #session: SessionRequest | undefined;
  #request = 0;
  #question: Question | undefined;

  constructor(options: HostOptions) {
    const { send } = options;
    this.#options = {
      ...options,
      send: (message) => {
        this.sent.push(message);
        return send(message);
      },
    };
    this.#rego = options.rego ?? 'v1';
    this.#account = options.account && buildInventory(options.account);
  }

  /** One after the other. */
  hear(message: unknown): Promise<void> {
    const read = readToHost(message);
    if (!read) {
      this.refused.push(message);
      return this.#pending;
    }
    this.heard.push(read);
    this.#pending = this.#pending.then(() => this.#answer(read));
    return this.#pending;
  }

  async #answer(message: ToHost): Promise<void> {
    const { send, text } = this.#options;
    if (message.type === 'ready') {
      await send({ type: 'policy', policy: { uri: 'file:///login.rego', name: 'login.rego', engine: this.#rego } });
      await send({ type: 'names', names: this.#account ? nameAccount(this.#account, 'demo', NOW) : null });
      await send({
        type: 'suggestions',
        suggestions: suggest({ model: buildModel(text), now: NOW, account: this.#account }),
      });
      await this.#sendBaselines();
    }
    if (message.type === 'matrix' || message.type === 'week' || message.type === 'changes') {
      return this.#sendOverview(message);
    }
    if (message.type === 'listPolicies') return this.#sendPolicies();
    if (message.type === 'question') {
      this.#question = message.question ?? undefined;
      return this.#answerQuestion();
    }
    if (message.type === 'input') return this.#sendInput();
    if (message.type === 'verify') return send({ type: 'verified', request: this.#request, result: SAME });
    if (message.type !== 'session') return;
    this.#session = message.session;
    this.#request = message.request;
    for (const isWhole of [false, true]) {
      const result = await this.#decide(message.session, isWhole);
      await send({ type: 'outcome', outcome: { request: message.request, text, result } });
      if (result.kind !== 'report') return;
    }
    await this.#answerQuestion();
  }

  async #sendBaselines(): Promise<void> {
    const { head, send } = this.#options;
    const names = this.#account ? nameAccount(this.#account, 'demo', NOW) : null;
    const compared = { fileName: 'login.rego', isSaved: true, files: [], names };
    const withoutHead = head === undefined ? 'No HEAD to compare with: the file is in no git repository.' : undefined;
    await send({ type: 'baselines', ...listBaselines({ ...compared, withoutHead }) });
  }

  async #sendPolicies(): Promise<void> {
    const { others = {}, send } = this.#options;
    const files = Object.keys(others).map((name) => ({ uri: uriOf(name), name }));
    const names = this.#account ? nameAccount(this.#account, 'demo', NOW) : null;
    const own = { uri: uriOf('login.rego'), id: undefined };
    await send({ type: 'policies', choices: listBeside({ own, files, names }) });
  }

  async #sendOverview(message: Extract<ToHost, { type: 'matrix' | 'week' | 'changes' }>): Promise<void> {
    const { engine, text, head, others, send } = this.#options;
    const scene: OverviewScene = { engine, text, head, others, rego: this.#rego, now: NOW, account: this.#account };
    const { request, beside } = message;
    switch (message.type) {
      case 'matrix':
        return send({ type: 'matrixResult', request, result: await answerMatrix(scene, message.chosen, beside) });
      case 'week':
        return send({ type: 'weekResult', request, result: await answerWeek(scene, message.week, beside) });
      case 'changes': {
        const result = await answerChanges(scene, message.baseline, message.chosen, beside);
        return send({ type: 'changesResult', request, result });
      }
    }
  }

  async #sendInput(): Promise<void> {
    const result = this.#session && (await this.#decide(this.#session, false, false));
    if (result?.kind !== 'report') return;
    await this.#options.send({ type: 'input', request: this.#request, input: result.report.input });
  }

  async #answerQuestion(): Promise<void> {
    const { engine, text, send } = this.#options;
    const [question, session] = [this.#question, this.#session];
    if (!question || !session) return;
    const context = { engine, clock: { now: () => NOW }, ...(this.#account && { account: this.#account }) };
    const answered = await can({ session, ...question }, { text, engine: this.#rego }, context);
    if (!answered.ok) return;
    const { answer, reasons } = answered.answer;
    await send({ type: 'answer', request: this.#request, question, result: { kind: 'answer', answer, reasons } });
  }

  async #decide(session: SessionRequest, isWhole: boolean, brief = true): Promise<PanelOutcome['result']> {
    const { engine, text } = this.#options;
    const context = { engine, clock: { now: () => NOW }, ...(this.#account && { account: this.#account }) };
    const request = { session, evaluator: 'auto' as const, explain: isWhole, weigh: isWhole, brief };
    try {
      const result = await simulate({ text, engine: this.#rego }, request, context);
      if (result.ok) return { kind: 'report', report: result.report, isWhole };
      if (result.kind === 'refused') return { kind: 'refused', message: result.reason };
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const findings = result.errors.map(({ code, message }) => ({
        rule: code,
        severity: 'error' as const,
        message,
        range,
      }));
      return { kind: 'policy', findings };
    } catch (error) {
      if (error instanceof BadInput) return { kind: 'refused', message: error.message };
      throw error;
    }
  }
}
