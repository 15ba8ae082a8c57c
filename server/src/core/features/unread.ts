/** What OPA reads and we can't. */
import type { Finding } from '../../protocol/findings.ts';
import { toFinding } from '../rules/toFinding.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';

/** The code of a finding that says so: none of the rules', and none of OPA's. */
export const NOT_CHECKED = 'not_checked';

/**
 * Where the rules say nothing about the policy, as a part of it is not understood here: so that nobody takes that for
 * a policy without a mistake.
 * @param model of a text that OPA can read
 */
export function tellUnread(model: PolicyModel): readonly Finding[] {
  if (model.isWhole) return [];
  const { at, isDeep } = findUnread(model);
  const why = isDeep ? 'This is nested too deeply to be read here' : "This can't be read here, though OPA can";
  const message = `${why}: the policy is not checked, but for errors of OPA.`;
  return [toFinding({ at: firstLine(at, model), rule: NOT_CHECKED, severity: 'warning', message }, model.lines)];
}

function findUnread({ parsed }: PolicyModel): { readonly at: number; readonly isDeep: boolean } {
  let [at, isDeep] = [0, false];
  parsed.tree.iterate({
    enter: ({ type, from }) => {
      if (isDeep || (!type.isError && type.name !== 'Missing')) return;
      isDeep = type.name === 'Unread';
      if (isDeep || at === 0) at = from;
    },
  });
  return { at, isDeep };
}

function firstLine(from: number, { text }: PolicyModel): Span {
  return { from, to: from + (/^.*/.exec(text.slice(from))?.[0].length ?? 0) };
}
