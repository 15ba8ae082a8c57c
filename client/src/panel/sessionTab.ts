/** The Session tab's host: what one session comes to, and what else is asked about it. */
import { State } from 'vscode-languageclient/node';
import { SIMULATE, type SimulateResult } from '../../../server/src/protocol/lsp.ts';
import type { PanelOutcome, PanelTab, Question, ToHost } from '../../../server/src/protocol/panel.ts';
import { copySession } from './copySession.ts';
import type { GutterMarks } from './gutterMarks.ts';
import { LiveSimulation } from './liveSimulation.ts';
import type { PanelHost, PanelPart } from './panelParts.ts';
import { askCan, askInput, askSpacelift } from './questions.ts';

export interface SessionOptions {
  host: PanelHost;
  marks: GutterMarks;
  /** As the command line takes it; undefined: none. */
  account: () => string | undefined;
}

export class SessionTab implements PanelPart {
  readonly #host: PanelHost;
  readonly #marks: GutterMarks;
  readonly #account: SessionOptions['account'];
  readonly #live: LiveSimulation;
  #isShown = true;
  /** `request` and `session` of the input document of the newest report. */
  #input: string | undefined;
  #question: Question | undefined;

  constructor({ host, marks, account }: SessionOptions) {
    this.#host = host;
    this.#marks = marks;
    this.#account = account;
    this.#live = new LiveSimulation({
      text: () => (this.#isShown ? host.policy() : undefined),
      ask: (params) => host.client.sendRequest<SimulateResult>(SIMULATE, params),
      tell: (outcome) => {
        this.#tell(outcome);
      },
    });
  }

  begin(): void {
    this.#isShown = true;
    this.#question = undefined;
    this.#live.set(undefined);
  }

  renew(): void {
    this.#live.renew();
  }

  showTab(tab: PanelTab): void {
    const isShown = tab === 'session';
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    if (isShown) this.#live.renew();
    else this.#marks.clear();
  }

  async hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'session':
        this.#live.set({ request: message.request, session: message.session });
        break;
      case 'noSession':
        this.#live.set(undefined);
        this.#marks.clear();
        break;
      case 'copy':
        await copySession(message.what, {
          document: this.#host.document(),
          input: () => this.#wholeInput(),
          session: this.#live.asked?.session,
          account: this.#account(),
        });
        break;
      case 'question':
        this.#question = message.question ?? undefined;
        await this.#answer();
        break;
      case 'input':
        await this.#sendInput();
        break;
      case 'verify':
        await this.#verify();
        break;
      default:
    }
  }

  async #sendInput(): Promise<void> {
    const { asked } = this.#live;
    const input = await this.#wholeInput();
    if (asked && input !== undefined) this.#host.post({ type: 'input', request: asked.request, input });
  }

  async #wholeInput(): Promise<string | undefined> {
    const { asked } = this.#live;
    const policy = this.#host.policy();
    if (!asked || !policy || this.#input === undefined) return undefined;
    return askInput(this.#host.client, policy, asked.session, this.#input);
  }

  #tell(outcome: PanelOutcome): void {
    const { result } = outcome;
    // Then nobody has answered. What was asked is asked again as soon as the server runs.
    if (result.kind === 'refused' && this.#host.client.state !== State.Running) return;
    this.#host.post({ type: 'outcome', outcome });
    if (result.kind === 'report' && result.isWhole) this.#host.inBackground(() => this.#answer());
    if (result.kind === 'report') this.#input = result.report.input;
    const document = this.#host.document();
    if (result.kind !== 'report') this.#marks.clear();
    else if (result.isWhole && document) this.#marks.show(document.uri.toString(), result.report);
  }

  async #answer(): Promise<void> {
    const { asked } = this.#live;
    const policy = this.#host.policy();
    const question = this.#question;
    if (!asked || !policy || !question) return;
    const result = await askCan(this.#host.client, policy, asked.session, question);
    if (result) this.#host.post({ type: 'answer', request: asked.request, question, result });
  }

  async #verify(): Promise<void> {
    const { asked } = this.#live;
    const policy = this.#host.policy();
    if (!asked || !policy) return;
    const edited = { kind: 'refused' as const, message: 'The policy has been edited in the meantime.' };
    const result = (await askSpacelift(this.#host.client, policy, asked.session)) ?? edited;
    this.#host.post({ type: 'verified', request: asked.request, result });
  }
}
