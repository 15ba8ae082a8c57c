/** The words and signs of a statement before the caret, in a text of any state. */
import type { Span } from '../../syntax/model.ts';

export interface Token extends Span {
  readonly kind: 'comment' | 'string' | 'raw' | 'template' | 'number' | 'word' | 'sign';
  readonly text: string;
}

// Strings end with their line at the latest; so does a raw string that nothing ends.
const TOKEN =
  /(?<comment>#[^\n]*)|(?<template>\$(?:"(?:[^"\\\n]|\\.)*"?|`[^`]*`))|(?<string>"(?:[^"\\\r\n]|\\.)*"?)|(?<raw>`[^`]*`|`[^\r\n]*)|(?<number>\d[\w.]*)|(?<word>[A-Za-z_]\w*)|(?<sign>:=|==|!=|<=|>=|[^\s\uFEFF])/g;

/** @param from where something starts for sure: a statement, or the end of a token */
export function readTokens(text: string, from: number, to: number): Token[] {
  return [...text.slice(from, to).matchAll(TOKEN)].map(({ index, 0: written, groups = {} }) => {
    const kind = KINDS.find((name) => groups[name] !== undefined) ?? 'sign';
    return { kind, text: written, from: from + index, to: from + index + written.length };
  });
}

const KINDS = ['comment', 'template', 'string', 'raw', 'number', 'word', 'sign'] as const;

/** Whether the string has its closing quote. */
export function isClosed({ kind, text }: Token): boolean {
  if (kind === 'raw') return text.length > 1 && text.endsWith('`');
  return /^"(?:[^"\\]|\\.)*"$/.test(text);
}
