// An extension for Rego as others are: it says that the answers are its own.
const { DocumentSymbol, Hover, languages, Position, Range, SymbolKind, TextEdit } = require('vscode');

const START = new Range(new Position(0, 0), new Position(0, 0));

module.exports = {
  activate({ subscriptions }) {
    subscriptions.push(
      languages.registerHoverProvider('rego', { provideHover: () => new Hover('hover of the other') }),
      languages.registerDocumentSymbolProvider('rego', {
        provideDocumentSymbols: () => [
          new DocumentSymbol('outline of the other', '', SymbolKind.Package, START, START),
        ],
      }),
      languages.registerDocumentFormattingEditProvider('rego', {
        provideDocumentFormattingEdits: () => [TextEdit.insert(START.start, '# formatted by the other\n')],
      }),
    );
  },
};
