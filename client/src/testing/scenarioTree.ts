/** The tree of tests: scenario files, and their scenarios, as they stand in the editor, else on disk. */
import { Disposable, Uri, workspace, type TestController, type TestItem, type TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SCENARIOS, type ScenariosResult } from '../../../server/src/protocol/lsp.ts';
import type { ScenarioFile } from '../../../server/src/protocol/scenarios.ts';
import { shownLabel, shownText } from '../views/shownText.ts';
import { toRange } from '../wireRange.ts';
import type { TestFile } from './chosenTests.ts';
import { isScenarioFile, SCENARIO_FILES } from './scenarioFiles.ts';

const NOT_LOOKED_AT = '**/node_modules/**';

export class ScenarioTree {
  readonly #controller: TestController;
  readonly #client: LanguageClient;
  /** Of each file, the URIs of its policies as the server writes them. */
  readonly #policies = new WeakMap<TestItem, readonly string[]>();
  /** Of each file, by its URI: how often it was read; an answer to an earlier question is dropped. */
  readonly #reads = new Map<string, number>();
  #found: Promise<void> | undefined;
  readonly #report: (error: unknown) => void;

  /** @param report hears of what fails where nobody waits */
  constructor(controller: TestController, client: LanguageClient, report: (error: unknown) => void) {
    this.#controller = controller;
    this.#client = client;
    this.#report = report;
  }

  get files(): TestFile<TestItem>[] {
    return [...this.#controller.items].map(([, item]) => ({
      item,
      scenarios: [...item.children].map(([, scenario]) => scenario),
    }));
  }

  policiesOf(file: TestItem): readonly string[] {
    return this.#policies.get(file) ?? [];
  }

  /** When all that the workspace has was found once. */
  ready(): Promise<void> {
    this.#found ??= this.findAll().catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }

  /** All that the workspace has. */
  async findAll(): Promise<void> {
    const found = await workspace.findFiles(SCENARIO_FILES, NOT_LOOKED_AT);
    await Promise.all(found.map((uri) => this.read(uri)));
  }

  /** One file, there or gone. */
  async read(uri: Uri): Promise<void> {
    const id = uri.toString();
    const turn = (this.#reads.get(id) ?? 0) + 1;
    this.#reads.set(id, turn);
    await this.#client.start();
    const file = await this.#client.sendRequest<ScenariosResult>(SCENARIOS, { uri: this.#wireUri(uri) });
    if (this.#reads.get(id) !== turn) return;
    if (file) this.#show(uri, file);
    else this.#controller.items.delete(id);
  }

  /** @returns what ends it */
  follow(): Disposable {
    const watcher = workspace.createFileSystemWatcher(SCENARIO_FILES);
    const readLater = (uri: Uri): void => {
      this.read(uri).catch(this.#report);
    };
    const readDocument = ({ uri }: TextDocument): void => {
      if (isScenarioFile(uri)) readLater(uri);
    };
    workspace.textDocuments.forEach(readDocument);
    return Disposable.from(
      watcher,
      watcher.onDidCreate(readLater),
      watcher.onDidChange(readLater),
      watcher.onDidDelete(readLater),
      workspace.onDidOpenTextDocument(readDocument),
      workspace.onDidCloseTextDocument(readDocument),
      workspace.onDidChangeTextDocument(({ document }) => {
        readDocument(document);
      }),
    );
  }

  #show(uri: Uri, { scenarios, policies, findings }: ScenarioFile): void {
    const id = uri.toString();
    const label = shownLabel(workspace.asRelativePath(uri));
    const item = this.#controller.items.get(id) ?? this.#controller.createTestItem(id, label, uri);
    item.canResolveChildren = true;
    const mistake = findings.find(({ severity }) => severity === 'error');
    item.error = mistake && shownText(mistake.message);
    item.children.replace(
      scenarios.map(({ name, range }) => {
        const scenario = item.children.get(name) ?? this.#controller.createTestItem(name, shownLabel(name), uri);
        scenario.range = toRange(range);
        return scenario;
      }),
    );
    this.#policies.set(item, policies);
    this.#controller.items.add(item);
  }

  #wireUri(uri: Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }
}
