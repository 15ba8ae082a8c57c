/** Texts of a policy that have to name something of the account: a role, a space, a key, a team. */
import { clauseOf } from '../../syntax/ancestors.ts';
import { remembered } from '../../remembered.ts';
import type { PolicyModel, StringTerm } from '../../syntax/model.ts';
import { append } from '../../syntax/multimap.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import type { ProblemBase, RuleContext } from '../rule.ts';
import { joinedTexts } from './joinedTexts.ts';
import { isReplaced } from '../withs.ts';
import { isPlaceholder } from './placeholders.ts';

export type NameDomain = 'role' | 'space' | 'login' | 'team';

export interface NamedText {
  readonly domain: NameDomain;
  /** As it is used: of `lower("DevOps")` it is `devops`. */
  readonly text: string;
  readonly literal: StringTerm;
  /** At least one, all of this domain and text. */
  readonly uses: readonly Meaning[];
}

type Use = Meaning['use'];

/** Uses that ask for a whole name. */
const WHOLE: ReadonlySet<Use> = new Set<Use>(['granted', '==', '!=', 'in']);

/** Whether the text stands for a whole name in this use, and not for a part or a pattern of it. */
export function isWhole({ use }: Meaning): boolean {
  return WHOLE.has(use);
}

/** Whether something of the input is asked for by the whole name. */
export function isCompared(meaning: Meaning): boolean {
  return isWhole(meaning) && meaning.use !== 'granted';
}

/**
 * The texts that name something of this domain, each literal once, in the order of the text. Left out: what is copied
 * from documentation (SL028 tells), half-typed (`""`), or filled in by Terraform later (`"${…}"`).
 * @param isMeant which uses count
 */
export function textsNaming(
  domain: NameDomain,
  { model, account }: RuleContext,
  isMeant: (use: Meaning) => boolean = isWhole,
): readonly NamedText[] {
  return listTexts(domain, model, isMeant).filter((named) => !isPlaceholder(named, account));
}

/** As `textsNaming`, with what is copied from documentation. */
export function listTexts(
  domain: NameDomain,
  model: PolicyModel,
  isMeant: (use: Meaning) => boolean = isWhole,
): readonly NamedText[] {
  const found = new Map<string, NamedText & { uses: Meaning[] }>();
  for (const { meaning, literal, text } of namesIn(model).get(domain) ?? []) {
    if (!isMeant(meaning)) continue;
    const key = `${String(literal.from)} ${text}`;
    const known = found.get(key);
    if (known) known.uses.push(meaning);
    else found.set(key, { domain, text, literal, uses: [meaning] });
  }
  return [...found.values()].sort((a, b) => a.literal.from - b.literal.from);
}

interface Name {
  readonly meaning: Meaning;
  readonly literal: StringTerm;
  readonly text: string;
}

/** By domain. Remembered, as a dozen rules ask for them. */
const namesIn = remembered((model: PolicyModel): ReadonlyMap<Meaning['domain'], readonly Name[]> => {
  const names = new Map<Meaning['domain'], Name[]>();
  for (const meaning of [...model.meanings(), ...joinedTexts(model)]) {
    const { literal, value: text, domain } = meaning;
    if (literal.kind !== 'string' || typeof text !== 'string' || text === '' || text.includes('${')) continue;
    if (!isOfAnotherType(meaning) && !isOfAnotherInput(meaning, model))
      append(names, domain, { meaning, literal, text });
  }
  return names;
});

/** In a set where `roles` has to be a map: whether a space or a role is written there, nobody knows. */
function isOfAnotherType({ use, at }: Meaning): boolean {
  const clause = use === 'granted' && at ? clauseOf(at) : undefined;
  return clause?.head.name === 'roles' && clause.defines === 'set' && clause.head.path.length === 0;
}

function isOfAnotherInput({ condition }: Meaning, model: PolicyModel): boolean {
  const subject = condition?.subject;
  return subject?.kind === 'input' && isReplaced(condition?.at ?? subject.reference, subject.path, model);
}

const USED_AS: Readonly<Record<NameDomain, string>> = {
  role: 'Used here as the slug of a role.',
  space: 'Used here as the id of a space.',
  login: 'Compared with the login here.',
  team: 'Compared with the teams here.',
};

/** How many places are worth showing. */
const SHOWN = 3;

/** Where a text is used that is written elsewhere: in a set, a map or a rule of its own. */
export function relatedUses({ domain, literal, uses }: NamedText): NonNullable<ProblemBase['related']> {
  const places = new Map(uses.flatMap(({ at }) => (at ? [[at.from, at] as const] : [])));
  const elsewhere = [...places.values()].filter(({ from, to }) => literal.from < from || literal.to > to);
  return elsewhere.slice(0, SHOWN).map((at) => ({ at, message: USED_AS[domain] }));
}
