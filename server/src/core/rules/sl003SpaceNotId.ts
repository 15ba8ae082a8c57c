import type { Inventory } from '../account/inventory.ts';
import { splitSpaceId } from '../account/ulid.ts';
import type { PolicyModel, Term } from '../syntax/model.ts';
import { entryFieldOf, isIndex, nameEntry } from './names/listEntries.ts';
import { askMeant } from './names/meant.ts';
import { relatedUses, textsNaming, type NamedText } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { kindOf, sayKind } from './types/kinds.ts';

/** The ids that are the same in every account. */
const FIXED = new Set(['root', 'legacy']);

/** Something other than a space's id, its name mostly, where a login policy wants the id. */
export const rule: Rule<'SL003'> = {
  id: 'SL003',
  *check(context) {
    yield* checkTerms(context);
    for (const named of textsNaming('space', context)) {
      const { text } = named;
      if (!isSpaceId(text) && !context.account?.space(text)) yield tell(named, context);
    }
  },
};

/** Where no text stands for the space, but something that is no id for sure. */
function* checkTerms({ model }: RuleContext): Iterable<Problem<'SL003'>> {
  const terms = new Set(model.grants().map(({ spaceTerm }) => spaceTerm));
  for (const term of terms) {
    const problem = term && judgeTerm(term, model);
    if (problem) yield problem;
  }
}

function judgeTerm(term: Term, model: PolicyModel): Problem<'SL003'> | undefined {
  const entry = entryFieldOf(term, 'spaces', model);
  if (entry?.field === 'id') return undefined;
  if (entry) {
    const fixes = nameEntry(term, 'spaces', entry);
    if (entry.field === undefined) return { at: term, message: 'whole', fixes };
    return { at: term, message: 'field', values: { field: entry.field }, fixes };
  }
  if (isIndex(term, model)) return { at: term, message: 'kind', values: { actual: 'a number, its place in a list,' } };
  const kind = kindOf(term, model);
  if (kind === undefined || kind === 'string') return undefined;
  return { at: term, message: 'kind', values: { actual: sayKind(kind) } };
}

/** Whether a text is written as an id is: with the ULID in capitals. */
export function isSpaceId(text: string): boolean {
  const parts = splitSpaceId(text);
  return FIXED.has(text) || (parts !== undefined && parts.ulid === parts.ulid.toUpperCase());
}

function tell(named: NamedText, { account, model }: RuleContext): Problem<'SL003'> {
  const { text, literal } = named;
  const found = { at: literal, related: relatedUses(named) };
  const spaces = account?.spacesNamed(text) ?? [];
  if (spaces.length > 0) {
    const id = spaces.map((space) => `\`${space.id}\``).join(' or ');
    const fixes = spaces.flatMap((space) => replaceText(named, [space.id], model));
    return { ...found, message: 'name', values: { text, id }, fixes };
  }
  const parts = splitSpaceId(text);
  if (parts) {
    const id = `${parts.name}-${parts.ulid.toUpperCase()}`;
    return { ...found, message: 'case', values: { id }, fixes: replaceText(named, [id], model) };
  }
  const nearest = account ? nearestId(text, account) : [];
  const hint = askMeant(nearest);
  return { ...found, message: 'shape', values: { text, hint }, fixes: replaceText(named, nearest, model) };
}

function nearestId(text: string, account: Inventory): readonly string[] {
  const space = account.identifySpace(text);
  return space.kind === 'unknown' && space.nearest ? [space.nearest.id] : [];
}
