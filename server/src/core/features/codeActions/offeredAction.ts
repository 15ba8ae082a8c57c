/** What an editor offers to do with a policy, before it is put into LSP's shape. */
import type { Finding, TextEdit } from '../../../protocol/findings.ts';

/** LSP's kinds; the part behind the last dot of `fixAll` is ours, so that an editor can ask for it on save. */
export const KINDS = {
  quickFix: 'quickfix',
  rewrite: 'refactor.rewrite',
  fixAll: 'source.fixAll.loginPolicy',
} as const;

/** Worked out when somebody chooses it: by the engine, or from a settings file. */
export type LaterChange =
  { readonly later: 'fixAll' } | { readonly later: 'upgrade' } | { readonly later: 'turnOff'; readonly rule: string };

export interface OfferedAction {
  readonly title: string;
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  /** What it mends, or hides. */
  readonly findings: readonly Finding[];
  readonly isPreferred?: true;
  /** Why it can't be done. */
  readonly disabled?: string;
  readonly change: LaterChange | OfferedEdits;
}

export interface OfferedEdits {
  readonly edits: readonly TextEdit[];
  /** A word of the only edit's text that the author replaces. */
  readonly placeholder?: string;
}

/** What an editor asks for. */
export interface ActionQuery {
  /** The selection. */
  readonly range: Finding['range'];
  /** Kinds, and all below them; undefined: any. */
  readonly only: readonly string[] | undefined;
  /** Nobody has asked: the editor looks for a light bulb to show. */
  readonly isAutomatic: boolean;
}

export function isWanted(kind: string, { only }: ActionQuery): boolean {
  return only?.some((one) => one === '' || kind === one || kind.startsWith(`${one}.`)) ?? true;
}
