/** The state of a tab about many sessions: what the person has chosen in it, and the newest answer. */
import type { PanelOverview, ToHost } from '../../server/src/protocol/panel.ts';

export interface Overview<Shown> {
  /** The newest answer to the newest question. */
  result: PanelOverview<Shown> | undefined;
  /** What was shown last of this policy; it stays while the next answer is worked out, or can't be had. */
  last: Shown | undefined;
  /** How far the next answer is; `all` is 0 as long as nobody knows. Undefined: none is awaited. */
  progress: { done: number; all: number } | undefined;
  /** The person has not waited for it. */
  isStopped: boolean;
}

export interface OverviewOptions<Form, Question> {
  form: Form;
  post(message: ToHost): void;
  /** Anew for each question, over all tabs. */
  nextRequest(): number;
  toMessage(request: number, question: Question): ToHost;
  changed(): void;
}

const NOTHING = { result: undefined, last: undefined, progress: undefined, isStopped: false };

export class OverviewTab<Form, Question, Shown> {
  readonly #options: OverviewOptions<Form, Question>;
  #form: Form;
  #overview: Overview<Shown> = NOTHING;
  #policy: string | undefined;
  /** The question that was asked last, as text. */
  #asked: string | undefined;
  #request: number | undefined;

  constructor(options: OverviewOptions<Form, Question>) {
    this.#options = options;
    this.#form = options.form;
  }

  get form(): Form {
    return this.#form;
  }

  get overview(): Overview<Shown> {
    return this.#overview;
  }

  edit(change: (form: Form) => Form): void {
    this.#form = change(this.#form);
    this.#options.changed();
  }

  /**
   * Asks once for each question; an answer to another one is none any more.
   * @param question undefined: there is nothing to ask
   */
  ask(policy: string, question: Question | undefined): void {
    if (policy !== this.#policy) this.#overview = NOTHING;
    const asked = question === undefined ? undefined : JSON.stringify([policy, question]);
    if (asked === this.#asked && policy === this.#policy) return;
    this.#policy = policy;
    this.#asked = asked;
    if (question === undefined) {
      this.#request = undefined;
      this.#overview = NOTHING;
      return;
    }
    this.#request = this.#options.nextRequest();
    this.#overview = { ...this.#overview, progress: { done: 0, all: 0 }, isStopped: false };
    this.#options.post(this.#options.toMessage(this.#request, question));
  }

  /** No policy is shown. */
  forget(): void {
    this.#policy = undefined;
    this.#asked = undefined;
    this.#overview = NOTHING;
  }

  hearResult(request: number, result: PanelOverview<Shown>): void {
    if (request !== this.#request) return;
    const last = result.kind === 'shown' ? result.shown : this.#overview.last;
    this.#overview = { result, last, progress: undefined, isStopped: false };
    this.#options.changed();
  }

  hearProgress(request: number, done: number, all: number): void {
    if (request !== this.#request) return;
    this.#overview = { ...this.#overview, progress: { done, all }, isStopped: false };
    this.#options.changed();
  }

  /** The person does not wait for the answer. */
  stop(): void {
    if (this.#request === undefined) return;
    this.#options.post({ type: 'cancel', request: this.#request });
    this.#overview = { ...this.#overview, progress: undefined, isStopped: true };
    this.#options.changed();
  }

  /** The person wants it after all. */
  startAgain(): void {
    this.#asked = undefined;
    this.#options.changed();
  }
}
