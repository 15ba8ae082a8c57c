/** Tells the page which policies can be asked together with the one that is shown, and hears when they change. */
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { POLICIES, type PoliciesResult, type PolicyBeside } from '../../../server/src/protocol/lsp.ts';
import type { ToHost } from '../../../server/src/protocol/panel.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import { idOfPolicy } from '../views/deployedPolicy.ts';
import { listBeside } from './besideChoices.ts';
import type { PanelHost, PanelPart } from './panelParts.ts';
import { nameOfPolicy } from './policyName.ts';

export class BesideFeed implements PanelPart {
  readonly #host: PanelHost;
  readonly #changed: () => void;
  readonly #documents: Disposable;
  #names: AccountNames | null = null;
  /** URIs as VS Code writes them. */
  #files: readonly string[] = [];
  #watchers: Disposable | undefined;

  /** @param changed hears that a policy that is asked together with the one that is shown may be another than it was */
  constructor(host: PanelHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    const look = (uri: Uri): void => {
      // The language client may hear of it only after this.
      if (this.#files.includes(uri.toString())) queueMicrotask(changed);
    };
    this.#documents = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) look(document.uri);
      }),
      // Edits that were not saved are gone with it.
      workspace.onDidCloseTextDocument(({ uri }) => {
        look(uri);
      }),
    );
  }

  dispose(): void {
    this.#documents.dispose();
    this.#watchers?.dispose();
  }

  setNames(names: AccountNames | null): void {
    this.#names = names;
  }

  begin(): void {
    this.#watch([]);
  }

  async hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'matrix':
      case 'week':
      case 'changes':
        this.#watch(message.beside);
        break;
      case 'listPolicies':
        await this.#tell();
        break;
      default:
    }
  }

  showTab(): void {
    // The same policies are asked in all of them.
  }

  renew(): void {
    // What can be chosen is told when somebody looks for it.
  }

  /** On disk: an editor tells of its own documents. */
  #watch(beside: readonly PolicyBeside[]): void {
    const files = beside.flatMap((policy) => (policy.kind === 'file' ? [Uri.parse(policy.uri)] : []));
    const names = files.map((file) => file.toString());
    if (names.join('\n') === this.#files.join('\n')) return;
    this.#files = names;
    this.#watchers?.dispose();
    this.#watchers = Disposable.from(
      ...files.filter(({ scheme }) => scheme === 'file').map((file) => this.#watchFile(file)),
    );
  }

  #watchFile(file: Uri): Disposable {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const pattern = new RelativePattern(Uri.joinPath(file, '..'), name.replaceAll(/[*?[\]{}]/g, '[$&]'));
    const watcher = workspace.createFileSystemWatcher(pattern);
    return Disposable.from(
      watcher,
      watcher.onDidChange(this.#changed),
      watcher.onDidCreate(this.#changed),
      watcher.onDidDelete(this.#changed),
    );
  }

  async #tell(): Promise<void> {
    const { client } = this.#host;
    const found = await client.sendRequest<PoliciesResult>(POLICIES);
    const document = this.#host.document();
    const own = this.#host.policy();
    if (!document || !own) return;
    const files = found
      .map((uri) => Uri.parse(uri))
      .filter((place) => idOfPolicy(place) === undefined && place.toString() !== document.uri.toString())
      .map((place) => ({ uri: client.code2ProtocolConverter.asUri(place), name: nameOfPolicy(place) }));
    const choices = listBeside({ own: { uri: own.uri, id: idOfPolicy(document.uri) }, files, names: this.#names });
    this.#host.post({ type: 'policies', choices });
  }
}
