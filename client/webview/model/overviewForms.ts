/** What a person has chosen in the tabs about many sessions; kept while the window is reloaded. */
import * as z from 'zod/mini';
import type { BesideChoice } from '../../../server/src/protocol/panel.ts';
import { besideChoice, chosenSessions } from '../../wire/overviews.ts';

const maybe = z.exactOptional;

const matrixForm = z.object({
  /** Of Matrix and of Changes. */
  chosen: chosenSessions,
  filter: z.string(),
  groupBy: z.enum(['outcome', 'who']),
  /** Groups that the person has folded or unfolded, against what is usual. */
  turned: z.array(z.string()),
  /** How many more groups, rows and names are drawn than at first, by the key of what they are in. */
  more: z.record(z.string(), z.number()),
});

const weekForm = z.object({
  zone: maybe(z.string()),
  /** Any day of the week, as `2026-11-23`. */
  date: maybe(z.string()),
  /** The hour that is looked at: when it begins, as the report has it. */
  at: maybe(z.string()),
});

const changesForm = z.object({
  /** Its id. */
  baseline: maybe(z.string()),
  filter: z.string(),
  /** How many more rows, and names in a row, are drawn than at first, by their key. */
  more: z.record(z.string(), z.number()),
});

const besideForms = z.record(z.string(), z.array(besideChoice));

export type MatrixForm = z.infer<typeof matrixForm>;
export type WeekForm = z.infer<typeof weekForm>;
export type ChangesForm = z.infer<typeof changesForm>;

const EMPTY_MATRIX: MatrixForm = { chosen: {}, filter: '', groupBy: 'outcome', turned: [], more: {} };
const EMPTY_CHANGES: ChangesForm = { filter: '', more: {} };

/** Of what was kept of the panel; as it begins where there is none. */
export function readMatrixForm(kept: unknown): MatrixForm {
  return matrixForm.safeParse(partOf(kept, 'matrix')).data ?? EMPTY_MATRIX;
}

export function readWeekForm(kept: unknown): WeekForm {
  return weekForm.safeParse(partOf(kept, 'week')).data ?? {};
}

export function readChangesForm(kept: unknown): ChangesForm {
  return changesForm.safeParse(partOf(kept, 'changes')).data ?? EMPTY_CHANGES;
}

/** Which policies are asked together, by the URI of the one that is shown. */
export function readBeside(kept: unknown): Map<string, readonly BesideChoice[]> {
  return new Map(Object.entries(besideForms.safeParse(partOf(kept, 'beside')).data ?? {}));
}

function partOf(kept: unknown, name: string): unknown {
  return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[name] : undefined;
}
