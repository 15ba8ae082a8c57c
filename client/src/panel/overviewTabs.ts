/** The host of the tabs about many sessions: Matrix, Week and Changes. */
import { State } from 'vscode-languageclient/node';
import type { PolicyBeside } from '../../../server/src/protocol/lsp.ts';
import type { ShownDifference, ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import type { PanelOverview, PanelTab, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { WeekReport, WeekRequest } from '../../../server/src/protocol/week.ts';
import type { Baselines } from './baselines.ts';
import { exportOverview } from './exportOverview.ts';
import { LiveOverview, type OverviewAnswer } from './liveOverview.ts';
import { askDifference, askMatrix, askWeek, type Looked, type Waiting } from './overviewRequests.ts';
import type { PanelHost, PanelPart } from './panelParts.ts';

interface Comparison {
  baseline: string;
  looked: Looked;
}

export class OverviewTabs implements PanelPart {
  readonly #host: PanelHost;
  readonly #baselines: Baselines;
  readonly #matrix: LiveOverview<Looked, ShownMatrix>;
  readonly #week: LiveOverview<{ week: WeekRequest; beside: PolicyBeside[] }, WeekReport>;
  readonly #changes: LiveOverview<Comparison, ShownDifference>;

  constructor(host: PanelHost, baselines: Baselines) {
    this.#host = host;
    this.#baselines = baselines;
    this.#matrix = this.#live(askMatrix, (answered) => ({ type: 'matrixResult', ...answered }));
    this.#week = this.#live(askWeek, (answered) => ({ type: 'weekResult', ...answered }));
    this.#changes = this.#live(
      (waiting, comparison) => this.#compare(waiting, comparison),
      (answered) => ({ type: 'changesResult', ...answered }),
    );
  }

  begin(): void {
    this.showTab('session');
    for (const live of [this.#matrix, this.#week, this.#changes]) live.set(undefined);
  }

  renew(): void {
    for (const live of [this.#matrix, this.#week, this.#changes]) live.renew();
  }

  showTab(tab: PanelTab): void {
    this.#matrix.show(tab === 'matrix');
    this.#week.show(tab === 'week');
    this.#changes.show(tab === 'changes');
  }

  /** What the policy is compared with may be another. */
  renewChanges(): void {
    this.#changes.renew();
  }

  async hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'matrix':
        this.#matrix.set({
          request: message.request,
          question: { chosen: message.chosen, beside: message.beside },
        });
        break;
      case 'week':
        this.#week.set({ request: message.request, question: { week: message.week, beside: message.beside } });
        break;
      case 'changes': {
        const { request, baseline, chosen, beside } = message;
        this.#changes.set({ request, question: { baseline, looked: { chosen, beside } } });
        break;
      }
      case 'cancel':
        for (const live of [this.#matrix, this.#week, this.#changes]) live.cancel(message.request);
        break;
      case 'revealBefore':
        await this.#baselines.reveal(message.range);
        break;
      case 'export':
        await this.#export(message);
        break;
      default:
    }
  }

  #live<Question, Shown>(
    ask: (waiting: Waiting, question: Question) => Promise<OverviewAnswer<Shown>>,
    toMessage: (answered: { request: number; result: PanelOverview<Shown> }) => ToPage,
  ): LiveOverview<Question, Shown> {
    const { client } = this.#host;
    return new LiveOverview({
      text: () => this.#host.policy(),
      ask: (question, text, signal, onProgress) => ask({ client, policy: text, signal, onProgress }, question),
      tell: (request, result) => {
        // Then nobody has answered. What was asked is asked again as soon as the server runs.
        if (result.kind === 'refused' && client.state !== State.Running) return;
        this.#host.post(toMessage({ request, result }));
      },
      tellProgress: (request, done, all) => {
        this.#host.post({ type: 'progress', request, done, all });
      },
    });
  }

  async #compare(waiting: Waiting, { baseline: id, looked }: Comparison): Promise<OverviewAnswer<ShownDifference>> {
    const document = this.#host.document();
    if (!document) return { kind: 'refused', message: 'The policy is not open any more.' };
    const baseline = await this.#baselines.read(id, document);
    if (baseline.kind === 'missing') return { kind: 'refused', message: baseline.message };
    return askDifference(waiting, baseline, looked);
  }

  async #export(message: Extract<ToHost, { type: 'export' }>): Promise<void> {
    const document = this.#host.document();
    const policy = this.#host.policy();
    const looked = this.#matrix.asked?.question;
    const comparison = this.#changes.asked?.question;
    if (!document || !policy) return;
    const { client } = this.#host;
    if (message.tab === 'matrix') {
      if (looked) await exportOverview({ client, policy }, { kind: 'matrix', looked, format: message.format });
      return;
    }
    if (!comparison) return;
    const baseline = await this.#baselines.read(comparison.baseline, document);
    await exportOverview({ client, policy }, { kind: 'changes', ...comparison, baseline, format: message.format });
  }
}
