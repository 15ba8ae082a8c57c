/** The panel's state, and what changes it. */
import type {
  CopyKind,
  PanelAnswer,
  PanelOutcome,
  PanelTab,
  PanelVerification,
  OtherFile,
  Question,
  ServerState,
  ShownPolicy,
  ToHost,
  ToPage,
} from '../../server/src/protocol/panel.ts';
import type { Range } from '../../server/src/protocol/findings.ts';
import type { SessionRequest } from '../../server/src/protocol/simulation.ts';
import type { AccountNames, Suggestions } from '../../server/src/protocol/suggestions.ts';
import { readToHost } from '../wire/panelMessages.ts';
import { formatInput } from './model/fields.ts';
import { beginWith, EMPTY_FORM, formOf, readForm, sessionOf, withKey, type Form } from './model/form.ts';
import { weekRequest } from './model/week.ts';
import { Overviews } from './overviews.ts';

export interface State {
  tab: PanelTab;
  server: ServerState;
  policy: ShownPolicy | null;
  /** In front instead of the policy, and taken for none. */
  otherFile: OtherFile | null;
  names: AccountNames | null;
  suggestions: Suggestions;
  form: Form;
  /** The newest answer to the newest session. */
  outcome: PanelOutcome | undefined;
  /** The newest answer that says why, and what assumptions come to; the one before, while that is being worked out. */
  whole: PanelOutcome | undefined;
  /** As far as it is filled in. */
  question: Question;
  /** To the question, of the newest session or the one before. */
  answer: PanelAnswer | undefined;
  /** The host of the Spacelift that can be asked. */
  verifier: string | null;
  /** What Spacelift has said of the newest session; `asked`: it is thinking. */
  verified: PanelVerification | 'asked' | undefined;
}

/** What the panel needs of the window that it is in. */
export interface Surroundings {
  post(message: ToHost): void;
  /** Kept while the window is reloaded. */
  keep(state: unknown): void;
  readonly kept: unknown;
  changed(state: State): void;
}

const NO_SUGGESTIONS: Suggestions = { addresses: [], instants: [], zones: [], logins: [], teams: [], actions: [] };

export class Panel {
  /** The tabs about many sessions. */
  readonly overviews: Overviews;
  readonly #around: Surroundings;
  #state: State;
  /** Nobody has touched the form: what the policy asks for is filled in. */
  #isPristine: boolean;
  /** Of the newest session. */
  #request = 0;
  /** Of whatever was asked last. */
  #lastRequest = 0;
  #asked = '';
  #toldTab: PanelTab = 'session';
  #askedQuestion = 'null';
  #hasNames = false;
  #hasSuggestions = false;

  constructor(around: Surroundings) {
    this.#around = around;
    const form = readForm(partOf(around.kept, 'form'));
    this.#isPristine = form === undefined;
    this.overviews = new Overviews({
      post: (message) => {
        around.post(message);
      },
      nextRequest: () => ++this.#lastRequest,
      changed: () => {
        this.#update({});
      },
      kept: around.kept,
    });
    this.#state = {
      tab: readTab(around.kept),
      server: 'running',
      policy: null,
      otherFile: null,
      names: null,
      suggestions: NO_SUGGESTIONS,
      form: form ?? EMPTY_FORM,
      outcome: undefined,
      whole: undefined,
      question: readQuestion(around.kept),
      answer: undefined,
      verifier: null,
      verified: undefined,
    };
  }

  get state(): State {
    return this.#state;
  }

  /** The person has changed the form. */
  edit(change: (form: Form) => Form): void {
    this.#isPristine = false;
    this.#update({ form: change(this.#state.form) });
  }

  showTab(tab: PanelTab): void {
    this.#update({ tab });
  }

  /** The person wants to see more of a session that is in another tab. */
  simulate(session: SessionRequest): void {
    this.edit((form) => formOf(session, form));
    this.showTab('session');
  }

  pin(session: SessionRequest): void {
    this.#around.post({ type: 'pin', session });
  }

  chooseBaseline(): void {
    this.#around.post({ type: 'chooseBaseline' });
  }

  /** In the version that the policy is compared with. */
  revealBefore(range: Range): void {
    this.#around.post({ type: 'revealBefore', range });
  }

  export(what: Extract<ToHost, { type: 'export' }>): void {
    this.#around.post(what);
  }

  reveal(range: Range): void {
    this.#around.post({ type: 'reveal', range });
  }

  /** Of the file that is in front. */
  changeVerdict(): void {
    this.#around.post({ type: 'changeVerdict' });
  }

  copy(what: CopyKind): void {
    this.#around.post({ type: 'copy', what });
  }

  /** The person asks another question. */
  ask(change: Partial<Question>): void {
    this.#update({ question: { ...this.#state.question, ...change }, answer: undefined });
  }

  /** The person goes on from the input document of this session. */
  editInput(): void {
    this.#around.post({ type: 'input' });
  }

  verify(): void {
    this.#update({ verified: 'asked' });
    this.#around.post({ type: 'verify' });
  }

  hear(message: ToPage): void {
    switch (message.type) {
      case 'policy':
        this.#showPolicy(message.policy);
        break;
      case 'otherFile':
        this.#update({ otherFile: message.file });
        break;
      case 'names':
        this.#hasNames = true;
        this.#update({ names: message.names });
        break;
      case 'suggestions':
        this.#hasSuggestions = true;
        this.#update({ suggestions: message.suggestions });
        break;
      case 'start':
        this.edit((form) => withKey(form, message.key));
        break;
      case 'input':
        if (message.request !== this.#request) break;
        this.edit((form) => ({ ...form, who: 'input', input: formatInput(message.input) }));
        break;
      case 'outcome':
        this.#take(message.outcome);
        break;
      case 'server':
        this.#update({ server: message.state });
        break;
      case 'verifier':
        this.#update({ verifier: message.host });
        break;
      case 'answer':
        if (message.request === this.#request && isSame(message.question, this.#state.question)) {
          this.#update({ answer: message.result });
        }
        break;
      case 'verified':
        if (message.request === this.#request) this.#update({ verified: message.result });
        break;
      case 'open':
        this.showTab(message.tab);
        break;
      default:
        this.overviews.hear(message);
    }
  }

  #showPolicy(policy: ShownPolicy | null): void {
    const isOther = policy?.uri !== this.#state.policy?.uri;
    if (isOther) this.#hasSuggestions = false;
    if (isOther) this.overviews.forget();
    this.#update(isOther ? { policy, outcome: undefined, whole: undefined, suggestions: NO_SUGGESTIONS } : { policy });
  }

  /** Of an older session than the newest: it is no answer any more. */
  #take(outcome: PanelOutcome): void {
    if (outcome.request !== this.#request) return;
    const { result } = outcome;
    const isWhole = result.kind !== 'report' || result.isWhole;
    this.#update(isWhole ? { outcome, whole: outcome } : { outcome });
  }

  #update(change: Partial<State>): void {
    const state = { ...this.#state, ...change };
    if (this.#isPristine && this.#hasNames && this.#hasSuggestions) {
      state.form = beginWith(state.suggestions, state.names);
      this.#isPristine = false;
    }
    this.#state = state;
    this.#tellTab();
    this.#ask();
    this.#askQuestion();
    if (state.policy) this.overviews.ask(state.tab, state.policy, weekRequest(state, this.overviews.week.form));
    const { tab, form, question } = this.#state;
    this.#around.keep({ uri: state.policy?.uri, tab, form, question, ...this.overviews.kept });
    this.#around.changed(this.#state);
  }

  #tellTab(): void {
    const { tab } = this.#state;
    if (tab === this.#toldTab) return;
    this.#toldTab = tab;
    this.#around.post({ type: 'tab', tab });
  }

  /** Once for each question that is filled in. */
  #askQuestion(): void {
    const { action, space } = this.#state.question;
    const question = action.trim() === '' || space.trim() === '' ? null : { action, space };
    const asked = JSON.stringify(question);
    if (asked === this.#askedQuestion) return;
    this.#askedQuestion = asked;
    this.#around.post({ type: 'question', question });
  }

  /** Once for each session. */
  #ask(): void {
    const { form, policy } = this.#state;
    if (this.#isPristine || policy === null) return;
    const session = sessionOf(form);
    const asked = JSON.stringify([policy.uri, session]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#request = ++this.#lastRequest;
    this.#state = { ...this.#state, verified: undefined };
    if (session) this.#around.post({ type: 'session', request: this.#request, session });
    else this.#around.post({ type: 'noSession' });
    if (!session) this.#state = { ...this.#state, outcome: undefined, whole: undefined };
  }
}

function isSame(one: Question, other: Question): boolean {
  return one.action === other.action && one.space === other.space;
}

const NO_QUESTION: Question = { action: 'run:trigger', space: '' };

function readQuestion(kept: unknown): Question {
  const message = readToHost({ type: 'question', question: partOf(kept, 'question') });
  return message?.type === 'question' && message.question ? message.question : NO_QUESTION;
}

function readTab(kept: unknown): PanelTab {
  const message = readToHost({ type: 'tab', tab: partOf(kept, 'tab') });
  return message?.type === 'tab' ? message.tab : 'session';
}

function partOf(kept: unknown, name: string): unknown {
  return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[name] : undefined;
}
