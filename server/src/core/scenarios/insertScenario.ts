/** One more scenario in the text of a scenario file: everything else stays, byte for byte. */
import { isMap, isSeq, parseDocument, stringify, type Document, type YAMLSeq } from 'yaml';
import type { Range } from '../../protocol/findings.ts';
import { BadInput } from '../badInput.ts';
import { endLinesAs } from '../features/format.ts';
import { LineIndex } from '../syntax/positions.ts';
import { endOf } from './places.ts';
import type { WrittenScenario } from './scenarioSchema.ts';

/** The text with the new scenario, and where that is. */
export interface Inserted {
  readonly text: string;
  readonly range: Range;
}

interface Insertion {
  readonly at: number;
  /** How much of the text it replaces: an empty list. */
  readonly over: number;
  /** Blanks and line ends before the scenario, and what ends it. */
  readonly before: string;
  readonly item: string;
  readonly after: string;
}

/**
 * @param text a scenario file that can be read, without a BOM
 * @throws {BadInput} for a text that has no place for it
 */
export function insertScenario(text: string, scenario: WrittenScenario): Inserted {
  const { at, over, before, item, after } = findPlace(text, scenario);
  const [lead, body, rest] = [before, item, after].map((part) => endLinesAs(text, part));
  const start = at + (lead ?? '').length;
  const inserted = `${text.slice(0, at)}${lead ?? ''}${body ?? ''}${rest ?? ''}${text.slice(at + over)}`;
  return { text: inserted, range: new LineIndex(inserted).rangeOf({ from: start, to: start + (body ?? '').length }) };
}

function findPlace(text: string, scenario: WrittenScenario): Insertion {
  const document = parseDocument(text, { keepSourceTokens: true });
  const root: unknown = document.contents;
  if (!isMap(root) || document.errors.length > 0) throw new BadInput('it is no scenario file: mend it first');
  const list: unknown = document.get('scenarios');
  if (isSeq(list)) return list.flow === true ? intoFlow(text, list, scenario) : intoBlock(text, list, scenario);
  if (root.flow === true) throw new BadInput('its scenarios have no place of their own: write `scenarios:` on a line');
  const item = writeBlock(scenario, 2);
  if (document.has('scenarios')) return onLineAfter(text, keyEnd(document), item);
  const at = endOfLine(text, endOf(root));
  return { at, over: 0, before: `${newline(text, at)}\nscenarios:\n`, item, after: '\n' };
}

/** Behind the colon of `scenarios:`. */
function keyEnd(document: Document.Parsed): number {
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => String(key) === 'scenarios')
    : undefined;
  return endOf(pair?.key);
}

function intoFlow(text: string, list: YAMLSeq, scenario: WrittenScenario): Insertion {
  const [start = 0, end = 0] = list.range ?? [];
  const item = writeBlock(scenario, 2);
  if (list.items.length === 0) {
    const at = text.slice(0, start).trimEnd().length;
    const comments = text.slice(start, end).match(/#.*/g) ?? [];
    const lines = comments.map((comment) => `  ${comment.trimEnd()}\n`);
    return { at, over: end - at, before: `\n${lines.join('')}`, item, after: '' };
  }
  const flow = stringify(scenario, {
    collectionStyle: 'flow',
    lineWidth: 0,
    blockQuote: false,
    flowCollectionPadding: true,
  });
  const line = flow.trim().replaceAll(/\n\s*/g, ' ');
  return { at: endOf(list.items.at(-1)), over: 0, before: ', ', item: line, after: '' };
}

function intoBlock(text: string, list: YAMLSeq, scenario: WrittenScenario): Insertion {
  const token = list.srcToken;
  const indent = token?.type === 'block-seq' ? token.indent : 2;
  const end = passComments(text, endOfLine(text, endOf(list)), indent);
  const isSpaced =
    list.items.length < 2 ||
    /\n[ \t]*\r?\n[ \t]*(?:#.*\r?\n[ \t]*)*- *$/.test(text.slice(0, startOf(list.items.at(-1))));
  const placed = onLineAfter(text, end, writeBlock(scenario, indent));
  return isSpaced ? { ...placed, before: `\n${placed.before}` } : placed;
}

function startOf(node: unknown): number {
  return (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
}

/** On lines of its own, below the line of an offset. */
function onLineAfter(text: string, offset: number, item: string): Insertion {
  const at = endOfLine(text, offset);
  return { at, over: 0, before: newline(text, at), item, after: '\n' };
}

/** Behind the line's end; of one that has ended just before, there. */
function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** What a last line lacks. */
function newline(text: string, at: number): string {
  return at > 0 && text[at - 1] !== '\n' ? '\n' : '';
}

/** Comments below the last scenario that stand deeper than the list belong to it. */
function passComments(text: string, from: number, indent: number): number {
  const [comments = ''] =
    new RegExp(`^(?:[ \\t]*\\r?\\n)*(?: {${indent + 1},}#.*(?:\\r?\\n|$))+`).exec(text.slice(from)) ?? [];
  return comments === '' ? from : passComments(text, from + comments.length, indent);
}

/** As an item of a list that is indented so far; lists of slugs in one line. Without a line end. */
function writeBlock(scenario: WrittenScenario, indent: number): string {
  const { name, session, expect } = scenario;
  const document = parseDocument(stringify({ name, session, expect }, { lineWidth: 0, blockQuote: false }));
  for (const space of Object.keys(expect.roles ?? {})) {
    const slugs: unknown = document.getIn(['expect', 'roles', space]);
    if (isSeq(slugs)) slugs.flow = true;
  }
  const lines = document
    .toString({ lineWidth: 0, blockQuote: false, flowCollectionPadding: false })
    .trimEnd()
    .split('\n');
  return lines.map((line, index) => `${' '.repeat(indent)}${index === 0 ? '- ' : '  '}${line}`).join('\n');
}
