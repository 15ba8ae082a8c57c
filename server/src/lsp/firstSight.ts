/** What a document is, as far as its words and the settings tell: without the engine. */
import { guessVerdict, judgeAtFirstSight, type PolicyFile, type Verdict } from '../core/policy/verdict.ts';
import type { PolicyModel } from '../core/syntax/model.ts';
import type { FileKind } from '../protocol/lsp.ts';
import { fileNameOf } from './uris.ts';

/** @param kind what the settings say that it is */
export function toFile(uri: string, text: string, kind: FileKind | undefined): PolicyFile {
  const isRego = kind === 'v0' || kind === 'v1';
  return { path: fileNameOf(uri), text, named: kind === 'auto', ...(isRego && { engine: kind }) };
}

/** @param model of the text, which is asked for only where the first words don't tell */
export function guess(uri: string, text: string, kind: FileKind | undefined, model: () => PolicyModel): Verdict {
  if (kind === 'off') return TURNED_OFF;
  const file = toFile(uri, text, kind);
  return judgeAtFirstSight(file) ?? guessVerdict(file, model());
}

const TURNED_OFF: Verdict = { login: false, reason: 'the settings say so' };
