/** The account as the language server knows it, followed while it changes. */
import { commands, Disposable, EventEmitter } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import {
  ACCOUNT,
  ACCOUNT_CHANGED,
  ACTION_WORDS,
  SNAPSHOT,
  type AccountResult,
  type ActionWordsResult,
  type SnapshotResult,
} from '../../../server/src/protocol/lsp.ts';
import { listen } from '../serverEvents.ts';
import { pagesOf } from '../views/pages.ts';

/** All that is known. */
export interface Knowledge {
  readonly state: AccountResult;
  readonly snapshot?: AccountSnapshot;
  readonly actions: ActionWordsResult;
}

export class AccountModel {
  readonly #client: LanguageClient;
  readonly #changes = new EventEmitter<Knowledge>();
  readonly onDidChange = this.#changes.event;
  readonly #disposable: Disposable;
  #knowledge: Knowledge | undefined;
  /** Of the snapshot that is known. */
  #asOf = '';
  #turn = 0;

  /** @param report hears what goes wrong while the server is asked */
  constructor(client: LanguageClient, report: (message: string) => void) {
    this.#client = client;
    const follow = (): void => {
      this.#read().catch((error: unknown) => {
        report(`The account can't be shown: ${String(error)}`);
      });
    };
    this.#disposable = Disposable.from(
      this.#changes,
      listen(client, ACCOUNT_CHANGED, follow),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) follow();
      }),
    );
  }

  /** Undefined: the server has not told yet. */
  get knowledge(): Knowledge | undefined {
    return this.#knowledge;
  }

  dispose(): void {
    this.#turn++;
    this.#disposable.dispose();
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    const state = await this.#client.sendRequest<AccountResult>(ACCOUNT);
    const asOf = state.state === 'loaded' ? JSON.stringify([state.name, state.source, state.parts]) : '';
    const known = asOf !== '' && asOf === this.#asOf ? this.#knowledge : undefined;
    const found = known ?? (await this.#readSnapshot());
    // Told of something newer meanwhile.
    if (turn !== this.#turn) return;
    this.#asOf = asOf;
    const { snapshot, actions } = found;
    this.#knowledge = { state, actions, ...(snapshot && { snapshot }) };
    await commands.executeCommand('setContext', 'loginPolicy.accountState', state.state);
    await commands.executeCommand('setContext', 'loginPolicy.hasPages', pagesOf(state) !== undefined);
    this.#changes.fire(this.#knowledge);
  }

  async #readSnapshot(): Promise<Pick<Knowledge, 'snapshot' | 'actions'>> {
    const [snapshot, actions] = await Promise.all([
      this.#client.sendRequest<SnapshotResult>(SNAPSHOT),
      this.#client.sendRequest<ActionWordsResult>(ACTION_WORDS),
    ]);
    return { actions, ...(snapshot && { snapshot }) };
  }
}
