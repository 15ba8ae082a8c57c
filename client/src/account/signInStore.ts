/** What the user is signed in to, kept by VS Code: the list beside its settings, the secrets in its secret storage. */
import type { Memento, SecretStorage } from 'vscode';
import type { Credential } from '../../../server/src/protocol/credential.ts';
import type { SignIn } from '../../../server/src/protocol/lsp.ts';
import {
  currentOf,
  idOf,
  readAccountList,
  readCredential,
  readJson,
  signInOf,
  withAccount,
  withoutAccount,
  type AccountList,
  type KnownAccount,
} from './accountList.ts';

/** Of the list. It is among the secrets, too: only of changes there do other windows hear. */
const LIST = 'loginPolicy.accounts';

/** An account, and the secret where it has one of its own. */
export interface Candidate {
  readonly account: KnownAccount;
  readonly credential?: Credential;
}

export class SignInStore {
  readonly #state: Memento;
  readonly #secrets: SecretStorage;
  #candidate: Candidate | undefined;
  /** As it was changed last since this window was opened, in this or another one. */
  #list: AccountList | undefined;

  constructor(state: Memento, secrets: SecretStorage) {
    this.#state = state;
    this.#secrets = secrets;
  }

  get list(): AccountList {
    return this.#list ?? readAccountList(this.#state.get(LIST));
  }

  get current(): KnownAccount | undefined {
    return currentOf(this.list);
  }

  /** What the server is told: the account that is being tried, else the current one. */
  async signIn(): Promise<SignIn | undefined> {
    if (this.#candidate) return signInOf(this.#candidate.account, this.#candidate.credential);
    const { current } = this;
    return current && signInOf(current, await this.#secretOf(current));
  }

  /** Held in memory until `keep` or `drop`. */
  consider(candidate: Candidate): void {
    this.#candidate = candidate;
  }

  drop(): void {
    this.#candidate = undefined;
  }

  /**
   * What was considered is the current account from now on, also in the next session.
   * @param endpoint where that has led, where the server has told: a profile may not say it
   */
  async keep(endpoint?: string): Promise<void> {
    const kept = this.#candidate;
    if (!kept) return;
    const { credential } = kept;
    const account = { ...kept.account, ...(endpoint !== undefined && !credential && { endpoint }) };
    if (credential) await this.#secrets.store(secretName(account), JSON.stringify(credential));
    await this.#change(withAccount(this.list, account));
    this.#candidate = undefined;
  }

  /** An account of the list with its secret; undefined where that is gone. */
  async find(account: KnownAccount): Promise<Candidate | undefined> {
    const credential = await this.#secretOf(account);
    if (signInOf(account, credential) === undefined) return undefined;
    return { account, ...(credential && { credential }) };
  }

  /** Forgets an account, and its secret first. */
  async remove(account: KnownAccount): Promise<void> {
    await this.#secrets.delete(secretName(account));
    await this.#change(withoutAccount(this.list, idOf(account)));
  }

  /**
   * Takes over what another window has changed.
   * @param secret the name of a secret that is another one now
   * @returns whether the user is signed in to something else by that, or with something else
   */
  async hear(secret: string): Promise<boolean> {
    if (secret !== LIST) return this.current !== undefined && secretName(this.current) === secret;
    const told = readJson(await this.#secrets.get(LIST));
    if (told === undefined) return false;
    const { current: before } = this.list;
    this.#list = readAccountList(told);
    return this.#list.current !== before;
  }

  async #change(list: AccountList): Promise<void> {
    this.#list = list;
    await this.#state.update(LIST, list);
    await this.#secrets.store(LIST, JSON.stringify(list));
  }

  async #secretOf(account: KnownAccount): Promise<Credential | undefined> {
    return readCredential(await this.#secrets.get(secretName(account)));
  }
}

function secretName(account: KnownAccount): string {
  return `loginPolicy.account ${idOf(account)}`;
}
