/** Which fixes are done without asking: by `check --fix`, and by "fix all" in an editor. */
import type { Finding, Fix } from '../../protocol/findings.ts';
import type { CheckedPolicy } from './check.ts';

/** What the fix does, and what it changes for people. */
export function sayFix({ title, unsafe, narrows }: Fix): string {
  if (!unsafe) return title;
  return `${title} (${narrows ? 'takes access away' : 'may change who gets in'})`;
}

/** The first safe one. */
export function safeFixOf({ fixes = [] }: Finding): Fix | undefined {
  return fixes.find(({ unsafe }) => !unsafe);
}

/**
 * The findings that have one. Where OPA can't read the text, only those for which Spacelift refuses it: what the rest
 * of it says is a guess until then.
 */
export function listMendable({ findings, final, parses }: CheckedPolicy): readonly Finding[] {
  return findings.filter((finding) => safeFixOf(finding) !== undefined && (parses || final.has(finding)));
}
