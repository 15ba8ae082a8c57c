import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import path from 'node:path';
import pc from 'picocolors';
import type { FixedPolicy } from '../../../core/features/fix.ts';
import { sayFix } from '../../../core/features/safeFixes.ts';
import type { Finding } from '../../../protocol/findings.ts';
import type { Streams } from '../../streams.ts';
import { countFindings } from './check.ts';
import { place } from './codeFrame.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

/** One checked file, and what its fixes made of it. */
export interface FixedFile extends FixedPolicy {
  readonly path: string;
  /** Before the fixes. */
  readonly original: string;
}

/** What would change, as a patch; and what would not, because nobody may do that unasked. */
export function writeProposal(files: readonly FixedFile[], { colour }: Streams): string {
  const changed = files.filter(isChanged);
  const left = countFindings(files.flatMap((file) => file.left)) ?? 'nothing';
  const count = changed.reduce((sum, { applied }) => sum + applied.length, 0);
  const fixes = `${count} ${count === 1 ? 'fix' : 'fixes'} in ${counted(changed.length, 'file')}`;
  return [
    ...changed.map((file) => paintPatch(patchOf(file), colour)),
    listUnapplied(files.map(({ path, before }) => ({ path, findings: before }))),
    count === 0
      ? `Nothing that is safe to fix unasked; found: ${left}.\n`
      : `${fixes}, nothing written: --yes writes. Left after them: ${left}.\n`,
  ].join('');
}

/** What was changed, and what was not. */
export function writeFixed(files: readonly FixedFile[]): string {
  const lines = files.filter(isChanged).map(({ path, applied }) => {
    const titles = new Set(applied.map(({ rule, title }) => `${rule} ${title}`));
    return `fixed ${printable(path)}: ${printable([...titles].join('; '))}\n`;
  });
  return [...lines, listUnapplied(files.map(({ path, left }) => ({ path, findings: left })))].join('');
}

export function isChanged({ text, original }: FixedFile): boolean {
  return text !== original;
}

function patchOf({ path: file, original, text }: FixedFile): string {
  const [before, after] = [original, text].map((version) => version.replaceAll('\r\n', '\n'));
  const [from, to] = file === '-' || path.isAbsolute(file) ? [file, file] : [`a/${file}`, `b/${file}`];
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

function paintPatch(patch: string, colour: boolean): string {
  const colours = pc.createColors(colour);
  const paint = (line: string): string => {
    if (/^(---|\+\+\+) /.test(line)) return colours.bold(line);
    if (line.startsWith('@@')) return colours.cyan(line);
    if (line.startsWith('+')) return colours.green(line);
    return line.startsWith('-') ? colours.red(line) : line;
  };
  return `${printable(patch).split('\n').map(paint).join('\n')}\n`;
}

/** Findings that have fixes, none of them safe. */
function listUnapplied(files: readonly { path: string; findings: readonly Finding[] }[]): string {
  const lines = files.flatMap(({ path, findings }) => findings.flatMap((finding) => describeUnapplied(path, finding)));
  return lines.length === 0 ? '' : `Not applied, for it may change who gets in:\n${lines.join('')}\n`;
}

function describeUnapplied(path: string, { rule, range, fixes = [] }: Finding): string[] {
  if (fixes.some(({ unsafe }) => !unsafe)) return [];
  return fixes.map((fix) => `  ${place(path, range)}  ${rule}  ${printable(fix.narrows ? sayFix(fix) : fix.title)}\n`);
}
