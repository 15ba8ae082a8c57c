/** Tells the page what the policy can be compared with, and hears when an older version becomes another. */
import { workspace, type TextDocument } from 'vscode';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import { Baselines } from './baselines.ts';
import { onHeadChange } from './gitHead.ts';
import type { PanelHost } from './panelParts.ts';

export class BaselineFeed {
  readonly baselines = new Baselines();
  readonly #host: PanelHost;
  readonly #changed: () => void;
  readonly #saved: { dispose(): unknown };
  #repository: { dispose(): unknown } | undefined;
  /** What was told last. */
  #told = '';

  /** @param changed hears that what the policy is compared with may be another than it was */
  constructor(host: PanelHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#saved = workspace.onDidSaveTextDocument((document) => {
      if (document === host.document() || this.baselines.isChosen(document.uri)) changed();
    });
  }

  dispose(): void {
    this.#saved.dispose();
    this.#repository?.dispose();
    this.baselines.dispose();
  }

  /** Another policy is shown. */
  async follow(document: TextDocument): Promise<void> {
    this.#repository?.dispose();
    this.#repository = undefined;
    await this.tell();
    const listening = await onHeadChange(document.uri, () => {
      this.#host.inBackground(() => this.#tellNew());
      this.#changed();
    });
    if (this.#host.document() === document) this.#repository = listening;
    else listening?.dispose();
  }

  async setNames(names: AccountNames | null): Promise<void> {
    this.baselines.setNames(names);
    await this.#tellNew();
  }

  async chooseFile(): Promise<void> {
    const document = this.#host.document();
    if (document && (await this.baselines.chooseFile(document))) await this.tell();
  }

  async tell(): Promise<void> {
    this.#told = '';
    await this.#tellNew();
  }

  /** Nothing, where the same has been told. */
  async #tellNew(): Promise<void> {
    const document = this.#host.document();
    if (!document) return;
    const list = await this.baselines.list(document);
    const told = JSON.stringify(list);
    if (told === this.#told || this.#host.document() !== document) return;
    this.#told = told;
    this.#host.post({ type: 'baselines', ...list });
  }
}
