/** Asks about many sessions whenever the answer may have changed: one question at a time, and only the newest. */
import type { NoOverview } from '../../../server/src/protocol/lsp.ts';
import type { PanelOverview } from '../../../server/src/protocol/panel.ts';
import type { PolicyText } from './liveSimulation.ts';

export type OverviewAnswer<Shown> = { kind: 'shown'; shown: Shown } | NoOverview;

export type OnProgress = (done: number, all: number) => void;

/** What a tab asks, and its number. */
export interface AskedOverview<Question> {
  request: number;
  question: Question;
}

export interface OverviewOptions<Question, Shown> {
  /** The newest text; undefined: there is nothing to ask about. */
  text(): PolicyText | undefined;
  /** `signal`: nobody waits for the answer any more. */
  ask(
    question: Question,
    policy: PolicyText,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<OverviewAnswer<Shown>>;
  tell(request: number, result: PanelOverview<Shown>): void;
  /** Of the next answer; `all` is 0 as long as nobody knows. What was told before is old from here on. */
  tellProgress(request: number, done: number, all: number): void;
}

export class LiveOverview<Question, Shown> {
  readonly #options: OverviewOptions<Question, Shown>;
  #asked: AskedOverview<Question> | undefined;
  #isShown = false;
  /** The newest has been answered, or nobody wants it to be. */
  #isDone = true;
  /** Of the question that is open. */
  #open: AbortController | undefined;

  constructor(options: OverviewOptions<Question, Shown>) {
    this.#options = options;
  }

  /** What is asked from now on. */
  get asked(): AskedOverview<Question> | undefined {
    return this.#asked;
  }

  set(asked: AskedOverview<Question> | undefined): void {
    this.#asked = asked;
    this.renew();
  }

  /** The policy, or what is known beside it, has changed. */
  renew(): void {
    if (!this.#asked) return;
    this.#isDone = false;
    this.#options.tellProgress(this.#asked.request, 0, 0);
    this.#goOn();
  }

  /** What is not shown is not worked out. */
  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (isShown) {
      if (!this.#isDone) this.#goOn();
    } else if (this.#open) {
      this.#isDone = false;
      this.#open.abort();
    }
  }

  /** The person does not wait any longer: it is asked again when it is renewed. */
  cancel(request: number): void {
    if (this.#asked?.request !== request) return;
    this.#isDone = true;
    this.#open?.abort();
  }

  /** Before the next question the open one is ended: a server answers one after the other. */
  #goOn(): void {
    if (this.#open) this.#open.abort();
    else void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#isShown && !this.#isDone && this.#asked) {
      const policy = this.#options.text();
      if (!policy) return;
      this.#isDone = true;
      this.#open = new AbortController();
      await this.#step(this.#asked, policy, this.#open.signal);
      this.#open = undefined;
    }
  }

  async #step({ request, question }: AskedOverview<Question>, policy: PolicyText, signal: AbortSignal): Promise<void> {
    const onProgress: OnProgress = (done, all) => {
      if (!signal.aborted) this.#options.tellProgress(request, done, all);
    };
    const answer = await this.#ask(question, policy, signal, onProgress);
    if (signal.aborted) return;
    if (answer.kind === 'stale') this.#isDone = false;
    else this.#options.tell(request, resultOf(answer));
  }

  async #ask(...[question, policy, signal, onProgress]: AskParams<Question>): Promise<OverviewAnswer<Shown>> {
    try {
      return await this.#options.ask(question, policy, signal, onProgress);
    } catch (error) {
      return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
    }
  }
}

type AskParams<Question> = Parameters<OverviewOptions<Question, unknown>['ask']>;

function resultOf<Shown>(answer: Exclude<OverviewAnswer<Shown>, { kind: 'stale' }>): PanelOverview<Shown> {
  switch (answer.kind) {
    case 'shown':
      return answer;
    case 'policy': {
      const { findings, name } = answer;
      return { kind: 'policy', findings, ...(name !== undefined && { name }) };
    }
    case 'refused':
    case 'noPolicy':
      return { kind: 'refused', message: answer.message };
  }
}
