/** Older versions of the policy, to be compared with what is in the editor. */
import { Disposable, EventEmitter, languages, Uri, window, workspace, type TextDocument } from 'vscode';
import type { Range } from '../../../server/src/protocol/findings.ts';
import type { Baseline } from '../../../server/src/protocol/lsp.ts';
import type { BaselineChoice } from '../../../server/src/protocol/panel.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import { uriOfPolicy } from '../views/deployedPolicy.ts';
import { listBaselines, readBaselineId } from './baselineChoices.ts';
import { readAtHead, whyNoHead } from './gitHead.ts';
import { revealRange } from './revealRange.ts';

/** Of documents that show what was compared with. */
export const BEFORE_SCHEME = 'loginpolicy-before';

export type BaselineResult = Baseline | { kind: 'missing'; message: string };

export class Baselines {
  readonly #changes = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #files: Uri[] = [];
  #names: AccountNames | null = null;
  /** What was compared with last, and where it is shown. */
  #last: { baseline: Baseline; uri: Uri } | undefined;

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(BEFORE_SCHEME, {
      onDidChange: this.#changes.event,
      provideTextDocumentContent: () => (this.#last?.baseline.kind === 'text' ? this.#last.baseline.text : ''),
    });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changes.dispose();
  }

  /** The account's, or null. */
  setNames(names: AccountNames | null): void {
    this.#names = names;
  }

  async list(document: TextDocument): Promise<{ baselines: BaselineChoice[]; missing: string[] }> {
    return listBaselines({
      fileName: fileNameOf(document.uri),
      isSaved: !document.isUntitled,
      withoutHead: await whyNoHead(document.uri),
      files: this.#files.map((uri) => ({ uri: uri.toString(), name: workspace.asRelativePath(uri) })),
      names: this.#names,
    });
  }

  /** @returns whether the person has chosen one */
  async chooseFile(document: TextDocument): Promise<boolean> {
    const [chosen] =
      (await window.showOpenDialog({
        title: 'Compare Access with Another File',
        openLabel: 'Compare',
        defaultUri: Uri.joinPath(document.uri, '..'),
        filters: { Rego: ['rego'], 'All files': ['*'] },
      })) ?? [];
    if (!chosen) return false;
    this.#files = [chosen, ...this.#files.filter((uri) => uri.toString() !== chosen.toString())];
    return true;
  }

  /** Whether it is a file that the person has chosen. */
  isChosen(uri: Uri): boolean {
    return this.#files.some((file) => file.toString() === uri.toString());
  }

  /** @param id of a choice that was listed */
  async read(id: string, document: TextDocument): Promise<BaselineResult> {
    const result = await this.#read(id, document);
    if (result.kind !== 'missing') this.#keep(result);
    return result;
  }

  async #read(id: string, { uri }: TextDocument): Promise<BaselineResult> {
    const name = fileNameOf(uri);
    const chosen = readBaselineId(id);
    switch (chosen?.kind) {
      case 'head': {
        const head = await readAtHead(uri);
        return head.kind === 'text' ? { ...head, name: `${name} at HEAD` } : head;
      }
      case 'saved':
        return readFile(uri, `${name} as saved`);
      case 'deployed':
        return chosen;
      case 'file': {
        const file = this.#files.find((one) => one.toString() === chosen.uri);
        return file ? readFile(file, workspace.asRelativePath(file)) : NOT_CHOSEN;
      }
      case undefined:
        return NOT_CHOSEN;
    }
  }

  #keep(baseline: Baseline): void {
    const uri = this.#uriOf(baseline);
    this.#last = { baseline, uri };
    if (uri.scheme === BEFORE_SCHEME) this.#changes.fire(uri);
  }

  #uriOf(baseline: Baseline): Uri {
    if (baseline.kind === 'text') return Uri.from({ scheme: BEFORE_SCHEME, path: `/${baseline.name}` });
    const { policy: id } = baseline;
    const name = this.#names?.loginPolicies.find((policy) => policy.id === id)?.name ?? id;
    return uriOfPolicy({ kind: 'loginPolicy', id, name });
  }

  /** In the version that was compared with last; the panel goes on following the policy that it shows. */
  async reveal(range: Range): Promise<void> {
    if (!this.#last) return;
    const opened = await workspace.openTextDocument(this.#last.uri);
    const document = opened.languageId === 'rego' ? opened : await languages.setTextDocumentLanguage(opened, 'rego');
    await revealRange(document, range, true);
  }
}

const NOT_CHOSEN: BaselineResult = {
  kind: 'missing',
  message: 'This can’t be compared with any more: choose something else.',
};

async function readFile(uri: Uri, name: string): Promise<BaselineResult> {
  try {
    return { kind: 'text', name, text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch (error) {
    return {
      kind: 'missing',
      message: `${name} can’t be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function fileNameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
