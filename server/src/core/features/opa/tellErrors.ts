import type { Finding } from '../../../protocol/findings.ts';
import type { LocatedError, RuleContext } from '../../rules/rule.ts';
import { toFinding } from '../../rules/toFinding.ts';
import { headWords } from './headWords.ts';
import { missingLists } from './missingLists.ts';
import { parseErrors } from './parseErrors.ts';
import { ruleErrors } from './ruleErrors.ts';
import type { Teller, Told } from './teller.ts';
import { typeErrors, type KnownBuiltins } from './typeErrors.ts';
import { unsafeVariables } from './unsafeVariables.ts';

/**
 * OPA's errors as findings, in the words of the policy's author. Of several that come from one mistake the first is
 * told.
 * @param builtins to find the one that was meant
 */
export function tellOpaErrors(
  errors: readonly LocatedError[],
  context: RuleContext,
  builtins: KnownBuiltins,
): readonly Finding[] {
  const tellers = [
    ...missingLists,
    ...headWords,
    ...parseErrors,
    ...unsafeVariables,
    ...typeErrors(builtins),
    ...ruleErrors,
  ];
  const findings = dropRepeats(errors, context).map((located) => {
    const at = located.span ?? { from: 0, to: 0 };
    const told = tell(located, tellers, context) ?? { message: tidy(shorten(located.error.message, context)) };
    const { rule = located.error.code, severity = 'error' } = told;
    return toFinding({ at, rule, severity, ...told }, context.model.lines);
  });
  // Two names of one `some` may come to the same mistake.
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function tell({ error, span }: LocatedError, tellers: readonly Teller[], context: RuleContext): Told | undefined {
  const message = shorten(error.message, context);
  for (const teller of tellers) {
    const match = teller.pattern.exec(message);
    const groups = match?.slice(1).map((group: string | undefined) => group ?? '');
    const told = groups && teller.tell({ groups, at: span ?? { from: 0, to: 0 }, context });
    if (told) return told;
  }
  return undefined;
}

/** Rules by the names they have in the policy. */
function shorten(message: string, { model }: RuleContext): string {
  return message.replaceAll(`data.${model.package?.name ?? 'spacelift'}.`, '');
}

/** What no teller knows: without OPA's names for things. */
function tidy(message: string): string {
  return message.replaceAll(/__local\d+__/g, 'this value').replaceAll(/\s*\n\s*/g, '; ');
}

/** Parse errors on one line come from one mistake, and so do the errors of all rules in one circle. */
function dropRepeats(errors: readonly LocatedError[], { model }: RuleContext): readonly LocatedError[] {
  const seen = new Set<string>();
  return [...errors].sort(byExactness).filter((located) => {
    const key = mistakeOf(located, model.lines.positionAt(located.span?.from ?? 0).line);
    if (key === undefined) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function mistakeOf({ error }: LocatedError, line: number): string | undefined {
  const circle = / is recursive: (.*)$/.exec(error.message)?.[1];
  if (circle !== undefined) return [...new Set(circle.split(' -> '))].sort().join();
  return error.code === 'rego_parse_error' ? `line ${line}` : undefined;
}

/** A missing `contains` says more than the missing `if` beside it. */
function byExactness(a: LocatedError, b: LocatedError): number {
  return Number(isMissingIf(a)) - Number(isMissingIf(b));
}

function isMissingIf({ error }: LocatedError): boolean {
  return error.message.startsWith('`if` keyword is required');
}
