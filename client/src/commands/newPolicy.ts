/** A new login policy out of a template, in the Rego that Spacelift will evaluate it with. */
import { commands, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';

/** As the build writes them into `dist/templates.json`. */
interface Template {
  /** `one key, by its id` */
  readonly label: string;
  /** Its first sentence on itself. */
  readonly about: string;
  readonly text: { readonly v0: string; readonly v1: string };
}

const ENGINES = [
  { label: 'Rego v1', detail: 'For a policy of engine type REGO_V1 in Spacelift.', engine: 'v1' },
  { label: 'Rego v0', detail: 'For one of REGO_V0: what a policy is where nothing else was chosen.', engine: 'v0' },
] as const;

/** @returns what ends it */
export function offerNewPolicy({ extensionUri }: ExtensionContext): Disposable {
  return commands.registerCommand('loginPolicy.newPolicy', async () => {
    const templates = await readTemplates(extensionUri);
    const template = await window.showQuickPick(
      templates.map(({ label, about, text }) => ({ label, detail: about, text })),
      { title: 'New Login Policy', placeHolder: 'Who gets in?', matchOnDetail: true },
    );
    if (template === undefined) return;
    const title = `New Login Policy: ${template.label}`;
    const picked = await window.showQuickPick(ENGINES, {
      title,
      placeHolder: 'Which Rego does Spacelift evaluate it with?',
    });
    if (picked === undefined) return;
    const content = template.text[picked.engine];
    const document = await workspace.openTextDocument({ language: 'rego', content });
    await window.showTextDocument(document);
  });
}

async function readTemplates(extension: Uri): Promise<readonly Template[]> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist/templates.json'));
  return JSON.parse(new TextDecoder().decode(bytes)) as Template[];
}
