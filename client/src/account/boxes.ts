/** The boxes in which somebody who signs in types what is needed. */
import { InputBoxValidationSeverity, Uri, window, workspace, type InputBoxValidationMessage } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  READ_ENDPOINT,
  READ_KEY_FILE,
  READ_TOKEN,
  type ReadEndpointResult,
  type ReadKeyFileResult,
  type ReadTokenResult,
} from '../../../server/src/protocol/signIn.ts';
import { hostOf } from './accountList.ts';
import { BILLING } from './signInChoices.ts';
import type { Candidate } from './signInStore.ts';
import { asAddress, hintOfKeyId } from './typedText.ts';

/** What was typed before, so that only what was wrong is typed again; never a secret. */
export interface TypedBefore {
  endpoint?: string;
  keyId?: string;
}

/** Undefined, here and below: the person has thought better of it. */
type Asked<T> = Promise<T | undefined>;

export async function askForKey(client: LanguageClient, before: TypedBefore): Asked<Candidate> {
  const title = (step: number): string => `Sign In with an API Key (${step}/3)`;
  const endpoint = await askForEndpoint(client, title(1), before);
  const id = endpoint === undefined ? undefined : await askForKeyId(title(2), before.keyId);
  if (endpoint === undefined || id === undefined) return undefined;
  const prompt = `The secret of the key, or of an OIDC key an ID token. ${BILLING}`;
  const secret = await askForSecret(title(3), prompt);
  return secret === undefined ? undefined : keyOf(endpoint, id, secret);
}

export async function askForKeyFile(client: LanguageClient, before: TypedBefore): Asked<Candidate> {
  const title = 'The File That Spacelift Offered for the API Key';
  const [file] = (await window.showOpenDialog({ title, openLabel: 'Sign In with It' })) ?? [];
  if (!file) return undefined;
  const read = await readKeyFile(client, file);
  if (read === undefined) return undefined;
  const steps = read.id === undefined ? 2 : 1;
  const step = (number: number): string => `Sign In with ${fileName(file)} (${number}/${steps})`;
  const endpoint = await askForEndpoint(client, step(1), before);
  if (endpoint === undefined) return undefined;
  const id = read.id ?? (await askForKeyId(step(2), before.keyId));
  return id === undefined ? undefined : keyOf(endpoint, id, read.secret);
}

export async function askForGitHubToken(client: LanguageClient, before: TypedBefore): Asked<Candidate> {
  const title = (step: number): string => `Sign In with a GitHub Token (${step}/2)`;
  const endpoint = await askForEndpoint(client, title(1), before);
  if (endpoint === undefined) return undefined;
  const token = await askForSecret(
    title(2),
    'A personal access token of GitHub, of whoever logs in to Spacelift with GitHub.',
  );
  if (token === undefined) return undefined;
  return { account: { kind: 'github', endpoint }, credential: { kind: 'github', endpoint, token } };
}

export async function askForToken(client: LanguageClient): Asked<Candidate> {
  let endpoint: string | undefined;
  const token = await askForSecret(
    'Sign In with an API Token',
    'A token of Spacelift, such as “spacectl profile export-token” prints. It says which account it is of.',
    async (text) => {
      const read = await client.sendRequest<ReadTokenResult>(READ_TOKEN, { text });
      endpoint = 'endpoint' in read ? read.endpoint : undefined;
      return 'problem' in read ? read.problem : undefined;
    },
  );
  if (token === undefined || endpoint === undefined) return undefined;
  return { account: { kind: 'token', endpoint }, credential: { kind: 'token', endpoint, token } };
}

async function askForEndpoint(client: LanguageClient, title: string, { endpoint }: TypedBefore): Asked<string> {
  const read = (text: string): Promise<ReadEndpointResult> =>
    client.sendRequest<ReadEndpointResult>(READ_ENDPOINT, { text: asAddress(text) });
  const typed = await window.showInputBox({
    title,
    prompt: 'The address of the account.',
    placeHolder: 'https://acme.app.spacelift.io',
    ignoreFocusOut: true,
    ...(endpoint !== undefined && { value: endpoint }),
    validateInput: async (text) => {
      if (text.trim() === '') return undefined;
      const result = await read(text);
      return 'problem' in result ? result.problem : undefined;
    },
  });
  if (typed === undefined || typed.trim() === '') return undefined;
  const result = await read(typed);
  return 'endpoint' in result ? result.endpoint : undefined;
}

async function askForKeyId(title: string, before: string | undefined): Asked<string> {
  const id = await window.showInputBox({
    title,
    prompt: 'The id of the key: Spacelift shows it beside the key.',
    placeHolder: '01J…',
    ignoreFocusOut: true,
    ...(before !== undefined && { value: before }),
    validateInput: (text) => asHint(hintOfKeyId(text)),
  });
  return id?.trim() === '' ? undefined : id?.trim();
}

async function askForSecret(
  title: string,
  prompt: string,
  check: (text: string) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Asked<string> {
  const keeping = 'It is kept in the secret storage of VS Code.';
  const secret = await window.showInputBox({
    title,
    prompt: `${prompt} ${keeping}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: async (text) => (text.trim() === '' ? undefined : await check(text.trim())),
  });
  return secret?.trim() === '' ? undefined : secret?.trim();
}

async function readKeyFile(client: LanguageClient, file: Uri): Asked<{ id?: string; secret: string }> {
  let problem: string;
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    const read = await client.sendRequest<ReadKeyFileResult>(READ_KEY_FILE, { text });
    if (!('problem' in read)) return read;
    ({ problem } = read);
  } catch (error) {
    problem = `${fileName(file)} can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  void window.showErrorMessage(problem);
  return undefined;
}

function keyOf(endpoint: string, id: string, secret: string): Candidate {
  return { account: { kind: 'apiKey', endpoint, keyId: id }, credential: { kind: 'apiKey', endpoint, id, secret } };
}

function fileName(file: Uri): string {
  return file.path.split('/').at(-1) ?? hostOf(file.toString());
}

function asHint(message: string | undefined): InputBoxValidationMessage | undefined {
  return message === undefined ? undefined : { message, severity: InputBoxValidationSeverity.Info };
}
