import { createHash } from 'node:crypto';
import type { Finding } from '../../../protocol/findings.ts';

/**
 * One for each finding, by which a later run knows it again: of the rule, its line's text without blanks, and how many
 * alike come before it. Lines that come or go elsewhere change nothing.
 */
export function fingerprintsOf(findings: readonly Finding[], text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const seen = new Map<string, number>();
  return findings.map(({ rule, range }) => {
    const line = (lines[range.start.line] ?? '').replaceAll(/\s/g, '');
    const key = `${rule}\n${line}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\n${count}`).digest('hex').slice(0, 32);
  });
}
