/** Names in other letters, where policies compare what `lower` and its like make of them. */
import type { PolicyModel } from '../syntax/model.ts';
import type { Domain } from '../syntax/values/domains.ts';
import { textsMeant } from '../simulation/alternatives/texts.ts';
import { exactTexts } from './exactTexts.ts';

/** What a built-in takes back: others that it makes the same of. */
const UNDONE: Readonly<Partial<Record<string, (text: string) => string[]>>> = {
  lower: (text) => [text.toUpperCase(), capitalize(text)],
  upper: (text) => [text.toLowerCase()],
  trim: pad,
  trim_space: pad,
};

/** `EVE@corp.com`, `Platform`. */
function capitalize(text: string): string {
  const [name = '', ...rest] = text.split('@');
  const isAddress = rest.length > 0;
  const first = isAddress ? name.toUpperCase() : name.slice(0, 1).toUpperCase() + name.slice(1);
  return [first, ...rest].join('@');
}

function pad(text: string): string[] {
  return [` ${text} `];
}

export interface Casings {
  /** Of names that stand in a policy as a whole. */
  readonly whole: string[];
  /** Of names that fit what a policy asks of a part. */
  readonly fitting: string[];
}

/** Without those that the policy names itself; sorted. */
export function listCasings(model: PolicyModel, domain: 'login' | 'team'): Casings {
  const undone = model.meanings().flatMap((meaning) => {
    const { subject } = meaning.condition ?? {};
    const undo = subject?.kind === 'result' ? UNDONE[subject.call.name] : undefined;
    return undo && meaning.domain === domain ? [{ meaning, undo }] : [];
  });
  const named = new Set(exactTexts(model, domain));
  const all = undone.flatMap(({ meaning, undo }) => {
    const isWhole = !(meaning.use === 'prefix' || meaning.use === 'suffix' || meaning.use === 'part');
    const texts = textsMeant([meaning], domain satisfies Domain, model);
    // Of a part one is enough.
    return texts.flatMap((text) =>
      (isWhole ? undo(text) : undo(text).slice(0, 1)).map((other) => ({ other, isWhole })),
    );
  });
  const pick = (isWhole: boolean): string[] => [
    ...new Set(all.flatMap((one) => (one.isWhole === isWhole && !named.has(one.other) ? [one.other] : []))),
  ];
  return { whole: pick(true).sort(), fitting: pick(false).sort() };
}
