/**
 * A file as it is in git's last commit, by VS Code's own Git extension. Of its interface
 * (https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts) only what is used is written down here.
 */
import { extensions, workspace, type Event, type Uri } from 'vscode';

interface Repository {
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined; readonly onDidChange: Event<void> };
  /** @throws with `gitErrorCode` `WrongCase` for a file that is there, and that the commit does not have */
  show(ref: string, path: string): Promise<string>;
}

interface GitApi {
  /** Of those that are open, the one that the file is in; a file that nobody has added is in it as well. */
  getRepository(uri: Uri): Repository | null;
  /** Finds one that is not open yet. */
  openRepository?(root: Uri): Promise<Repository | null>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

export type HeadText = { kind: 'text'; text: string } | { kind: 'missing'; message: string };

/** Why there is no HEAD to compare with; undefined where there is one. */
export async function whyNoHead(uri: Uri): Promise<string | undefined> {
  const found = await findRepository(uri);
  return typeof found === 'string' ? found : undefined;
}

/** `HEAD` of the repository that the file is in. */
export async function readAtHead(uri: Uri): Promise<HeadText> {
  const found = await findRepository(uri);
  if (typeof found === 'string') return { kind: 'missing', message: found };
  if (found.state.HEAD?.commit === undefined) {
    return { kind: 'missing', message: 'The git repository has no commit yet: there is no HEAD to compare with.' };
  }
  try {
    return { kind: 'text', text: await found.show('HEAD', uri.fsPath) };
  } catch (error) {
    return { kind: 'missing', message: describeFault(error) };
  }
}

/** Told whenever the last commit is another. Undefined where there is no repository. */
export async function onHeadChange(uri: Uri, listener: () => void): Promise<{ dispose(): void } | undefined> {
  const found = await findRepository(uri);
  if (typeof found === 'string') return undefined;
  let commit = found.state.HEAD?.commit;
  return found.state.onDidChange(() => {
    if (found.state.HEAD?.commit === commit) return;
    commit = found.state.HEAD?.commit;
    listener();
  });
}

/** @returns a sentence where there is none */
async function findRepository(uri: Uri): Promise<Repository | string> {
  if (uri.scheme !== 'file') return 'No HEAD to compare with: the policy is not a file on this computer.';
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) {
    return workspace.isTrusted
      ? 'No HEAD to compare with: this editor has no Git extension.'
      : 'No HEAD to compare with: git is not used in a workspace that is not trusted.';
  }
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return 'No HEAD to compare with: git is turned off in the settings, or is not installed.';
  const api = git.getAPI(1);
  const repository = api.getRepository(uri) ?? (await api.openRepository?.(uri.with({ path: parentOf(uri.path) })));
  return repository ?? 'No HEAD to compare with: the file is in no git repository.';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

function describeFault(error: unknown): string {
  const { gitErrorCode, message } = error as { gitErrorCode?: unknown; message?: unknown };
  return gitErrorCode === 'WrongCase'
    ? 'The last commit (HEAD) does not have this file: commit it first, or compare with something else.'
    : `git does not show the file as it was at HEAD: ${String(message)}`;
}
