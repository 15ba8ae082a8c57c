import type { ProblemFix } from '../../rules/rule.ts';
import type { Span } from '../../syntax/model.ts';

/** Another text in a place; for what OPA refuses anyway. */
export function fixBy(newText: string, span: Span): ProblemFix {
  return { title: newText.trim() === '' ? 'Replace it' : `Write \`${newText}\``, edits: [{ span, newText }] };
}

/** The same where it is a guess what is meant: another name would let others in. */
export function guess(newText: string, span: Span): ProblemFix {
  return { ...fixBy(newText, span), unsafe: true };
}
