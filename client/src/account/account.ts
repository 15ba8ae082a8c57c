/** The account: signing in, its views, and what can be done with what is in it. */
import { Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SIGN_IN, SIGN_IN_CHANGED, type SignIn } from '../../../server/src/protocol/lsp.ts';
import { showAccountViews } from '../views/accountViews.ts';
import { provideDeployedPolicies } from '../views/deployedPolicy.ts';
import { offerItemCommands } from '../views/itemCommands.ts';
import { AccountModel } from './accountModel.ts';
import { offerSignIn } from './signIn.ts';
import { SignInStore } from './signInStore.ts';

/** @returns what ends it */
export function offerAccount(context: ExtensionContext, client: LanguageClient, output: LogOutputChannel): Disposable {
  const store = new SignInStore(context.globalState, context.secrets);
  const model = new AccountModel(client, (message) => {
    output.error(message);
  });
  const views = showAccountViews(model);
  const answer = async (): Promise<object | null> => (await store.signIn()) ?? null;
  const hear = async (secret: string): Promise<void> => {
    if ((await store.hear(secret)) && client.isRunning()) await client.sendNotification(SIGN_IN_CHANGED);
  };
  return Disposable.from(
    model,
    client.onRequest<SignIn | null, Error>(SIGN_IN, answer as () => Promise<SignIn | null>),
    // Another window has signed out, or in anew.
    context.secrets.onDidChange(({ key }) => {
      hear(key).catch((error: unknown) => {
        output.error(`What another window is signed in to is not known: ${String(error)}`);
      });
    }),
    views,
    offerSignIn(client, store, () => views.show()),
    provideDeployedPolicies(model),
    offerItemCommands(client, model),
  );
}
