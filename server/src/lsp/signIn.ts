import type { Connection, InitializeParams } from 'vscode-languageserver';
import { readSignIn } from '../core/account/signInSchema.ts';
import { SIGN_IN, type ExperimentalCapabilities, type SignIn } from '../protocol/lsp.ts';

/** Asks the client what the user is signed in to. */
export class SignInReader {
  readonly #connection: Connection;
  /** Whether the client takes part in signing in at all. */
  readonly isSupported: boolean;
  /** Before the client has said that it is ready, it takes no requests. */
  isReady = false;
  /** Somebody is signing in at this moment, and the client tells them what comes of it. */
  isTrying = false;

  constructor(connection: Connection, { capabilities }: InitializeParams) {
    this.#connection = connection;
    this.isSupported = (capabilities.experimental as ExperimentalCapabilities | undefined)?.signsIn === true;
  }

  /** Undefined: nothing. A client that fails to answer is taken for one that says so, and that is logged. */
  async read(): Promise<SignIn | undefined> {
    if (!this.isSupported || !this.isReady) return undefined;
    try {
      return readSignIn(await this.#connection.sendRequest(SIGN_IN));
    } catch (error) {
      this.#connection.console.error(`The client does not say what the user is signed in to: ${String(error)}`);
      return undefined;
    }
  }
}
