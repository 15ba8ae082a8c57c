/** Signing in, switching and signing out, as commands. Nothing here asks by itself. */
import { commands, Disposable, ProgressLocation, window, type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SIGN_IN_CHANGED } from '../../../server/src/protocol/lsp.ts';
import {
  SIGN_IN_OFFERS,
  TRY_SIGN_IN,
  type SignInOffers,
  type TrySignInResult,
} from '../../../server/src/protocol/signIn.ts';
import { shownLabel, shownMessage } from '../views/shownText.ts';
import { clearAccountSetting, readAccountSetting } from './accountSetting.ts';
import { labelOf, wayOf, type KnownAccount } from './accountList.ts';
import { troubleOf } from './attempt.ts';
import { askForGitHubToken, askForKey, askForKeyFile, askForToken, type TypedBefore } from './boxes.ts';
import { signInChoices, switchChoices, type SignInChoice, type SignInWay } from './signInChoices.ts';
import type { Candidate, SignInStore } from './signInStore.ts';

type Show = () => Promise<void>;

/**
 * @param show brings to light what somebody has signed in to
 * @returns what ends the commands
 */
export function offerSignIn(client: LanguageClient, store: SignInStore, show: Show): Disposable {
  const flow = new SignInFlow(client, store, show);
  return Disposable.from(
    commands.registerCommand('loginPolicy.signIn', () => flow.signIn()),
    commands.registerCommand('loginPolicy.useDemoAccount', () =>
      flow.take({ kind: 'account', account: { kind: 'demo' } }),
    ),
    commands.registerCommand('loginPolicy.switchAccount', () => flow.switchAccount()),
    commands.registerCommand('loginPolicy.signOut', () => flow.signOut()),
    commands.registerCommand('loginPolicy.clearAccountSetting', () => clearAccountSetting()),
  );
}

class SignInFlow {
  readonly #client: LanguageClient;
  readonly #store: SignInStore;
  readonly #show: Show;
  /** Whether what is being tried comes to nothing; at other times nothing does. */
  #comesToNothing: Promise<boolean> | undefined;

  constructor(client: LanguageClient, store: SignInStore, show: Show) {
    this.#client = client;
    this.#store = store;
    this.#show = show;
  }

  async signIn(): Promise<void> {
    if (!(await settingGivesWay())) return;
    const offers = this.#client.sendRequest<SignInOffers>(SIGN_IN_OFFERS);
    const choices = offers.then((found) => signInChoices(this.#store.list, found));
    const way = await pickWay('Sign In to Spacelift', choices);
    if (way) await this.take(way);
  }

  async switchAccount(): Promise<void> {
    if (!(await settingGivesWay())) return;
    const choices = switchChoices(this.#store.list);
    if (choices.length === 0) await this.signIn();
    else {
      const way = await pickWay('Switch to Another Account', choices);
      if (way) await this.take(way);
    }
  }

  async signOut(): Promise<void> {
    // An account is shown before it is kept: it is meant, and not the one before.
    if (await this.#comesToNothing) return;
    const { current } = this.#store;
    if (!current) {
      // The account that is shown may be a setting's.
      if (await settingGivesWay()) void window.showInformationMessage('Nobody is signed in to Spacelift.');
      return;
    }
    await this.#store.remove(current);
    await this.#client.sendNotification(SIGN_IN_CHANGED);
    window.setStatusBarMessage(`Signed out of ${shownLabel(labelOf(current))}`, 5_000);
  }

  /** Asks for what the way needs, tries it, and asks again as often as the person wants to. */
  async take(way: SignInWay): Promise<void> {
    if (!(await settingGivesWay())) return;
    let before: TypedBefore = {};
    for (;;) {
      const candidate = await this.#ask(way, before);
      if (!candidate) return;
      const attempt = this.#attempt(candidate, way.kind === 'account');
      this.#comesToNothing = attempt.then(
        (why) => why !== undefined,
        () => true,
      );
      const trouble = await attempt.finally(() => {
        this.#comesToNothing = undefined;
      });
      if (trouble === undefined) return;
      const { account } = candidate;
      const message = shownMessage(`Not signed in to ${labelOf(account)}: ${trouble}`);
      const again = await window.showErrorMessage(message, 'Try Again');
      if (again === undefined) return;
      before = typedOf(account);
    }
  }

  async #ask(way: SignInWay, before: TypedBefore): Promise<Candidate | undefined> {
    switch (way.kind) {
      case 'apiKey':
        return askForKey(this.#client, before);
      case 'keyFile':
        return askForKeyFile(this.#client, before);
      case 'github':
        return askForGitHubToken(this.#client, before);
      case 'token':
        return askForToken(this.#client);
      case 'account': {
        const found = await this.#store.find(way.account);
        if (found) return found;
        const { kind } = way.account;
        const gone = `The secret of ${wayOf(way.account)} is gone: it is asked for anew.`;
        void window.showWarningMessage(shownMessage(gone));
        return kind === 'apiKey' || kind === 'github' || kind === 'token'
          ? this.#ask({ kind }, typedOf(way.account))
          : undefined;
      }
    }
  }

  /**
   * Why it came to nothing; undefined where it did not, or the person has called it off.
   * @param isKept nothing was typed: what was saved of the account will do where it does not answer
   */
  async #attempt(candidate: Candidate, isKept: boolean): Promise<string | undefined> {
    const title = shownMessage(`Signing in: ${labelOf(candidate.account)}`);
    const where = { location: ProgressLocation.Notification, title, cancellable: true };
    this.#store.consider(candidate);
    const result = await window.withProgress(where, (_, token) =>
      Promise.race([
        this.#client.sendRequest<TrySignInResult>(TRY_SIGN_IN),
        new Promise<'calledOff'>((resolve) => {
          token.onCancellationRequested(() => {
            resolve('calledOff');
          });
        }),
      ]),
    );
    const trouble = result === 'calledOff' ? undefined : troubleOf(result, isKept);
    if (result !== 'calledOff' && trouble === undefined) {
      await this.#store.keep(result.state === 'loaded' ? result.signedIn?.endpoint : undefined);
      await this.#show();
      return undefined;
    }
    // Back to what was before.
    this.#store.drop();
    await this.#client.sendNotification(SIGN_IN_CHANGED);
    return trouble;
  }
}

/** Whether signing in has an effect: a setting that names an account wins over it. */
async function settingGivesWay(): Promise<boolean> {
  const setting = readAccountSetting();
  if (setting === undefined) return true;
  const clear = 'Clear the Setting';
  const message = `The setting loginPolicy.account is "${setting}", and wins over what you sign in to.`;
  if ((await window.showWarningMessage(shownMessage(message), clear)) !== clear) return false;
  await clearAccountSetting();
  return true;
}

async function pickWay(
  title: string,
  choices: readonly SignInChoice[] | Promise<readonly SignInChoice[]>,
): Promise<SignInWay | undefined> {
  const items = Promise.resolve(choices).then((all) => all.map(toItem));
  const placeHolder = 'Secrets stay in the secret storage of VS Code';
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.way;
}

function toItem(choice: SignInChoice): QuickPickItem & { way?: SignInWay } {
  const { label, icon, description, detail, isHeading, way } = choice;
  if (isHeading === true) return { label, kind: QuickPickItemKind.Separator };
  return {
    label: icon === undefined ? shownLabel(label) : `$(${icon}) ${shownLabel(label)}`,
    ...(description !== undefined && { description: shownLabel(description) }),
    ...(detail !== undefined && { detail: shownLabel(detail) }),
    ...(way && { way }),
  };
}

function typedOf({ endpoint, keyId }: KnownAccount): TypedBefore {
  return { ...(endpoint !== undefined && { endpoint }), ...(keyId !== undefined && { keyId }) };
}
