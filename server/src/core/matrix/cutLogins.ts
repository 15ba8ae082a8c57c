/** Logins of which policies compare a part: the name or the domain of an e-mail address. */
import type { PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Meaning } from '../syntax/values/meanings.ts';

/** Before and behind what a login is cut at, where a policy does not say. */
const OPEN = ['somebody', 'elsewhere'] as const;

/**
 * For each text that logins are split at, every mix of what the first two parts are compared with and of what nothing
 * is: `somebody@example.com`, `somebody@elsewhere`, and, where the name is compared with an empty text, `@example.com`.
 */
export function listCutLogins(model: PolicyModel): string[] {
  const parts = model.meanings().flatMap((meaning) => readPart(meaning, model));
  return [...groupBy(parts, ({ mark }) => mark)].flatMap(([mark, own]) => {
    const [first, second] = OPEN.map((open, index) => [
      ...own.filter((part) => part.index === index).map(({ value }) => value),
      open,
    ]);
    // What is named comes before what is not.
    return (second ?? []).flatMap((end) => (first ?? []).reverse().map((start) => start + mark + end));
  });
}

interface Part {
  readonly mark: string;
  readonly index: number;
  readonly value: string;
}

function readPart({ domain, value, condition }: Meaning, { values }: PolicyModel): Part[] {
  const { subject } = condition ?? {};
  if (domain !== 'loginPart' || subject?.kind !== 'result' || subject.call.name !== 'split') return [];
  const mark = subject.call.args[1] && values.constantOf(subject.call.args[1]);
  const [index] = subject.path;
  if (typeof mark !== 'string' || mark === '' || typeof index !== 'number') return [];
  return [{ mark, index, value: String(value) }];
}
