/** Which other login policies are asked together with each that is shown. */
import type { PolicyBeside } from '../../server/src/protocol/lsp.ts';
import type { BesideChoice, ShownPolicy, ToHost } from '../../server/src/protocol/panel.ts';
import { readBeside } from './model/overviewForms.ts';

export interface BesideOptions {
  post(message: ToHost): void;
  changed(): void;
  /** Of before, or whatever was kept instead of it. */
  kept: unknown;
}

const NONE: readonly BesideChoice[] = [];

export class Beside {
  readonly #options: BesideOptions;
  /** By the URI of the policy that is shown. */
  readonly #chosen: Map<string, readonly BesideChoice[]>;
  #policy: ShownPolicy | undefined;
  #choices: readonly BesideChoice[] | undefined;

  constructor(options: BesideOptions) {
    this.#options = options;
    this.#chosen = readBeside(options.kept);
  }

  /** Of the policy that is shown. */
  get chosen(): readonly BesideChoice[] {
    return this.#chosen.get(this.#policy?.uri ?? '') ?? NONE;
  }

  get policies(): PolicyBeside[] {
    return this.chosen.map(({ policy }) => policy);
  }

  /** What else can be chosen; undefined: nobody has told yet. */
  get choices(): readonly BesideChoice[] | undefined {
    const taken = new Set(this.chosen.map(keyOf));
    return this.#choices?.filter((choice) => !taken.has(keyOf(choice)));
  }

  get kept(): object {
    return Object.fromEntries(this.#chosen);
  }

  /**
   * Policies that were asked together stay so when another of them is shown, as the panel follows the editor, unless the
   * person has chosen something else for that one.
   */
  show(policy: ShownPolicy): void {
    const [before, together] = [this.#policy, this.chosen];
    this.#policy = policy;
    if (before?.uri === policy.uri) return;
    this.#choices = undefined;
    const others = together.filter((choice) => keyOf(choice) !== keyOfFile(policy.uri));
    if (!before || others.length === together.length || this.#chosen.has(policy.uri)) return;
    if (!before.uri.startsWith('file:')) return;
    const last: BesideChoice = { policy: { kind: 'file', uri: before.uri }, label: before.name };
    this.#chosen.set(policy.uri, [last, ...others]);
  }

  /** The person looks for what there is. */
  list(): void {
    this.#options.post({ type: 'listPolicies' });
  }

  hear(choices: readonly BesideChoice[]): void {
    this.#choices = choices;
    this.#options.changed();
  }

  /** @param key of one of the choices */
  add(key: string): void {
    const added = this.choices?.find((choice) => keyOf(choice) === key);
    if (added) this.#set([...this.chosen, added]);
  }

  remove(key: string): void {
    this.#set(this.chosen.filter((choice) => keyOf(choice) !== key));
  }

  #set(chosen: readonly BesideChoice[]): void {
    if (this.#policy) this.#chosen.set(this.#policy.uri, chosen);
    this.#options.changed();
  }
}

/** The same for the same policy, whatever it is called. */
export function keyOf({ policy }: BesideChoice): string {
  return policy.kind === 'file' ? keyOfFile(policy.uri) : `deployed:${policy.policy}`;
}

function keyOfFile(uri: string): string {
  return `file:${uri}`;
}
