/** The panel's state, and what changes it. */
import type { CopyKind, PanelOutcome, ShownPolicy, ToHost, ToPage } from '../../server/src/protocol/panel.ts';
import type { Range } from '../../server/src/protocol/findings.ts';
import type { AccountNames, Suggestions } from '../../server/src/protocol/suggestions.ts';
import { beginWith, EMPTY_FORM, readForm, sessionOf, withKey, type Form } from './model/form.ts';

export interface State {
  policy: ShownPolicy | null;
  names: AccountNames | null;
  suggestions: Suggestions;
  form: Form;
  /** The newest answer to the newest session. */
  outcome: PanelOutcome | undefined;
  /** The newest answer that says why, and what assumptions come to; the one before, while that is being worked out. */
  whole: PanelOutcome | undefined;
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
  readonly #around: Surroundings;
  #state: State;
  /** Nobody has touched the form: what the policy asks for is filled in. */
  #isPristine: boolean;
  #request = 0;
  #asked = '';
  #hasNames = false;
  #hasSuggestions = false;

  constructor(around: Surroundings) {
    this.#around = around;
    const form = readForm(keptForm(around.kept));
    this.#isPristine = form === undefined;
    this.#state = {
      policy: null,
      names: null,
      suggestions: NO_SUGGESTIONS,
      form: form ?? EMPTY_FORM,
      outcome: undefined,
      whole: undefined,
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

  reveal(range: Range): void {
    this.#around.post({ type: 'reveal', range });
  }

  copy(what: CopyKind): void {
    this.#around.post({ type: 'copy', what });
  }

  hear(message: ToPage): void {
    switch (message.type) {
      case 'policy':
        this.#showPolicy(message.policy);
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
      case 'outcome':
        this.#take(message.outcome);
    }
  }

  #showPolicy(policy: ShownPolicy | null): void {
    const isOther = policy?.uri !== this.#state.policy?.uri;
    if (isOther) this.#hasSuggestions = false;
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
    this.#ask();
    this.#around.keep({ uri: state.policy?.uri, form: state.form });
    this.#around.changed(this.#state);
  }

  /** Once for each session. */
  #ask(): void {
    const { form, policy } = this.#state;
    if (this.#isPristine || policy === null) return;
    const session = sessionOf(form);
    const asked = JSON.stringify([policy.uri, session]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#request++;
    if (session) this.#around.post({ type: 'session', request: this.#request, session });
    else this.#around.post({ type: 'noSession' });
    if (!session) this.#state = { ...this.#state, outcome: undefined, whole: undefined };
  }
}

function keptForm(kept: unknown): unknown {
  return typeof kept === 'object' && kept !== null && 'form' in kept ? kept.form : undefined;
}
