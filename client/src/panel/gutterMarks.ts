/** Which clauses have fired, in the gutter of the editor. */
import { Disposable, window, type ExtensionContext, type TextEditor } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import type { ClauseExplanation, SimulationReport } from '../../../server/src/protocol/simulation.ts';

/** Marks the editors of one document at a time, for as long as the server runs. */
export interface GutterMarks {
  dispose(): void;
  /** `uri`: of the document, as VS Code writes it. */
  show(uri: string, report: SimulationReport): void;
  clear(): void;
}

export function createGutterMarks(context: ExtensionContext, client: LanguageClient): GutterMarks {
  const typeOf = (name: string): ReturnType<typeof window.createTextEditorDecorationType> =>
    window.createTextEditorDecorationType({
      gutterIconSize: 'contain',
      light: { gutterIconPath: context.asAbsolutePath(`icons/${name}-light.svg`) },
      dark: { gutterIconPath: context.asAbsolutePath(`icons/${name}-dark.svg`) },
    });
  const types = { fired: typeOf('fired'), stopped: typeOf('stopped') };
  let shown: { uri: string; report: SimulationReport } | undefined;
  const paint = (editors: readonly TextEditor[]): void => {
    for (const editor of editors) {
      const isShown = editor.document.uri.toString() === shown?.uri;
      const lines = isShown && shown ? markedLines(shown.report.explanation ?? []) : { fired: [], stopped: [] };
      editor.setDecorations(types.fired, lines.fired.map(lineRange(editor)));
      editor.setDecorations(types.stopped, lines.stopped.map(lineRange(editor)));
    }
  };
  const set = (next: typeof shown): void => {
    shown = next;
    paint(window.visibleTextEditors);
  };
  const disposable = Disposable.from(
    types.fired,
    types.stopped,
    window.onDidChangeVisibleTextEditors(paint),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) set(undefined);
    }),
  );
  return {
    show: (uri, report) => {
      set({ uri, report });
    },
    clear: () => {
      set(undefined);
    },
    dispose: () => {
      disposable.dispose();
    },
  };
}

function lineRange({ document }: TextEditor): (line: number) => ReturnType<typeof document.validateRange> {
  return (line) => document.lineAt(Math.min(line, document.lineCount - 1)).range;
}

/** Where clauses begin; a helper that fired for one of those that ask it has fired. */
function markedLines(clauses: readonly ClauseExplanation[]): { fired: number[]; stopped: number[] } {
  const all = clauses.flatMap(withHelpers);
  const linesOf = (outcome: ClauseExplanation['outcome']): Set<number> =>
    new Set(all.filter((clause) => clause.outcome === outcome).map(({ range }) => range.start.line));
  const fired = linesOf('fired');
  return { fired: [...fired], stopped: [...linesOf('stopped')].filter((line) => !fired.has(line)) };
}

function withHelpers(clause: ClauseExplanation): ClauseExplanation[] {
  return [clause, ...(clause.through ?? []).flatMap(withHelpers)];
}
