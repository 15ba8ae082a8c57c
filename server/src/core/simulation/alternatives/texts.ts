/** Texts that a policy tells apart: logins, names and teams. */
import type { PolicyModel } from '../../syntax/model.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import type { Domain } from '../../syntax/values/domains.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { limit, type Alternatives } from './alternatives.ts';
import { isReadOtherwise } from './otherReads.ts';

/** Tests of texts whose outcome a constant tells. */
export const TEXT_TESTS: ReadonlySet<Test> = new Set(['==', '!=', 'in', 'prefix', 'suffix', 'part']);
/** Why texts may be left out. */
export const OTHER_TEXTS = 'the policy also tests it by a pattern, or by what it computes';

/** Other values of a text field that nobody gave; `usual` are those that come to mind whatever the policy says. */
export function otherTexts(
  model: PolicyModel,
  {
    field,
    domain,
    noun,
    own,
    usual,
  }: { field: string; domain: Domain; noun: string; own: string; usual: readonly string[] },
): Alternatives<string> {
  const named = textsOf(model, domain);
  const also = usual.map((text) => (text === '' ? 'an empty one' : `"${text}"`));
  const parts = [
    ...also,
    ...(named.length > 0 ? [`the ${noun}s it names, and some with the beginnings and ends it names`] : []),
  ];
  const isOpen = isReadOtherwise(model, field, TEXT_TESTS);
  const all = { values: [...usual, ...named], what: parts.join(', ') || `nothing else: the policy names no ${noun}` };
  return limit({ ...all, ...(isOpen ? { untried: OTHER_TEXTS } : {}) }, own);
}

/** The texts that the policy compares something of a domain with, and texts that meet its beginnings, parts and ends. */
export function textsOf(model: PolicyModel, domain: Domain): string[] {
  return textsMeant(model.meanings(), domain, model);
}

/** Of these of the policy's constants alone. */
export function textsMeant(meanings: readonly Meaning[], domain: Domain, model: PolicyModel): string[] {
  const byTest = (wanted: readonly string[]): string[] => [
    ...new Set(
      meanings
        .filter((meaning) => meaning.domain === domain && wanted.includes(meaning.use))
        .flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : [])),
    ),
  ];
  const filling = domain === 'login' ? 'somebody' : 'any';
  const combined = combine(byTest(['prefix']), byTest(['part']), byTest(['suffix']), filling);
  const cut = domain === 'login' ? meanings.flatMap((meaning) => wholesOf(meaning, model, filling)) : [];
  return [...new Set([...byTest(['==', '!=', 'in']), ...combined, ...cut])];
}

/** Logins that a constant is cut out of: `somebody@example.com` where `split(…, "@")[1]` is compared with it. */
function wholesOf({ domain, value, condition }: Meaning, { values }: PolicyModel, filling: string): string[] {
  const { subject } = condition ?? {};
  if (domain !== 'loginPart' || subject?.kind !== 'result' || value === '') return [];
  const { call, path } = subject;
  const mark = call.args[1] && values.constantOf(call.args[1]);
  if (typeof mark !== 'string') return [];
  if (call.name === 'trim_prefix') return [`${mark}${value}`];
  if (call.name === 'trim_suffix') return [`${value}${mark}`];
  if (call.name !== 'split') return [];
  return [path[0] === 0 ? `${value}${mark}${filling}` : `${filling}${mark}${value}`];
}

/** A text for each way to meet some of the conditions together; `filling` stands for what they leave open. */
function combine(beginnings: string[], parts: string[], ends: string[], filling: string): string[] {
  const texts = ['', ...beginnings].flatMap((beginning) =>
    ['', ...parts].flatMap((part) =>
      ['', ...ends].map((end) => ({ text: beginning + part + end, part, beginning, end })),
    ),
  );
  return texts.flatMap(({ text, part, beginning, end }) => {
    if (text === '') return [];
    // An e-mail address is more than its domain.
    return [part === '' ? beginning + filling + end : text];
  });
}
