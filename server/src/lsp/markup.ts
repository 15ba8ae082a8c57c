/** What is told in Markdown, for clients that show it and for those that don't. */
import { MarkupKind, type MarkupContent } from 'vscode-languageserver';

/**
 * In the format that the client would rather have.
 * @param formats what it can show, the best first; a client that says nothing shows plain text
 */
export function toMarkup(markdown: string, formats: readonly MarkupKind[] | undefined): MarkupContent {
  const isShown = formats?.find((format) => format in WRITERS) === MarkupKind.Markdown;
  const kind = isShown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { kind, value: WRITERS[kind](markdown) };
}

const WRITERS: Readonly<Record<MarkupKind, (markdown: string) => string>> = {
  [MarkupKind.Markdown]: (markdown) => markdown,
  [MarkupKind.PlainText]: toPlainText,
};

const BLOCK = /^```\w*\n([\s\S]*?)\n```$/gm;

/** Reads the Markdown that `core/features/describe` writes, and OPA's documentation. Lists stay as they are. */
export function toPlainText(markdown: string): string {
  const parts = markdown.split(BLOCK);
  return parts.map((part, index) => (index % 2 === 1 ? part : fromProse(part))).join('');
}

function fromProse(text: string): string {
  return fromInline(text.replaceAll(/^---\n\n/gm, '').replaceAll(/ +$/gm, ''));
}

const CODE = /(?<fence>`+) ?(?<code>.+?) ?\k<fence>(?!`)/;
const ESCAPED = /\\(?<escaped>[!-/:-@[-`{-~])/;
const LINK = /\[(?<label>(?:\\.|[^\]\\])+)\]\((?<address>[^)\s]+)\)/;
const EMPHASIS = /(?<star>\*\*?)(?=\S)(?<strong>(?:\\.|[^*\\])+)(?<=\S)\k<star>/;
const INLINE = new RegExp([CODE, ESCAPED, LINK, EMPHASIS].map(({ source }) => source).join('|'), 'g');

function fromInline(text: string): string {
  return text.replaceAll(INLINE, (...match) => {
    const { code, escaped, label, address, strong } = match.at(-1) as Readonly<Record<string, string | undefined>>;
    if (label !== undefined) return `${fromInline(label)} (${address ?? ''})`;
    return code ?? escaped ?? fromInline(strong ?? '');
  });
}
