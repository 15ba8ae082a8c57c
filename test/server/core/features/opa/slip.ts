/** A slip of an author's, and how OPA's error about it reads. */
import { expect } from 'vitest';
import { checkPolicy } from '../../../../../server/src/core/features/check.ts';
import type { Engine } from '../../../../../server/src/core/ports.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

/** The text below `package spacelift`, the part of it that is marked, and what is said. */
export type Slip = readonly [text: string, at: string, message: string];

/** Read as Rego v1, OPA's errors about the text are this one, of level error unless told otherwise. */
export async function checkSlip([text, at, message]: Slip, engine: Engine, severity = 'error'): Promise<void> {
  const whole = `package spacelift\n\n${text}\n`;
  const { lines } = buildModel(whole);
  const findings = await checkPolicy({ text: whole, engine: 'v1' }, engine);
  const told = findings.filter(({ rule }) => rule.startsWith('rego_'));
  const shown = told.map((finding) => {
    const { from, to } = lines.spanOf(finding.range);
    return { at: whole.slice(from, to).trimEnd(), message: finding.message, severity: finding.severity };
  });
  expect(shown).toEqual([{ at, message, severity }]);
}
