/** Texts that a policy puts together from constants: `concat("::", ["api", "01…"])`, `sprintf("api::%s", ["01…"])`. */
import type { Call, PolicyModel, StringTerm, Term } from '../../syntax/model.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';

/** Those that something of the input is compared with. The literal is the last part. */
export function joinedTexts(model: PolicyModel): readonly Meaning[] {
  return model.conditions().flatMap((condition) => {
    const domain = domainOf(condition.subject, model.values);
    if (!domain) return [];
    return condition.against.flatMap((value): Meaning[] => {
      const joined = value.kind === 'result' && value.path.length === 0 ? join(value.call, model) : undefined;
      if (!joined) return [];
      const { text, last } = joined;
      return [{ literal: last, value: text, domain, use: condition.test, at: condition.at, condition }];
    });
  });
}

interface Joined {
  readonly text: string;
  readonly last: StringTerm;
}

function join({ name, args, callee }: Call, model: PolicyModel): Joined | undefined {
  const [first, second] = args;
  const how = first && model.values.constantOf(first);
  const parts = second && literalsOf(second, model);
  const last = parts?.at(-1);
  if (typeof how !== 'string' || !parts || !last || callee.target.kind !== 'function') return undefined;
  const texts = parts.map(({ value }) => value);
  if (name === 'concat') return { text: texts.join(how), last };
  return name === 'sprintf' ? fill(how, texts, last) : undefined;
}

/** The strings of a list that is written in the policy; undefined where there is anything else in it. */
function literalsOf(list: Term, { values }: PolicyModel): readonly StringTerm[] | undefined {
  const [only, ...others] = values.valuesOf(list);
  if (only?.kind !== 'collection' || others.length > 0 || only.term.kind !== 'array') return undefined;
  const literals = only.term.items.map((item) => {
    const [value, ...more] = values.valuesOf(item);
    return value?.kind === 'constant' && more.length === 0 ? value.literal : undefined;
  });
  return literals.every((literal) => literal?.kind === 'string') ? literals : undefined;
}

/** Plain verbs only. */
function fill(format: string, texts: readonly string[], last: StringTerm): Joined | undefined {
  const pieces = format.split(/%[sv]/);
  if (pieces.length !== texts.length + 1 || pieces.some((piece) => piece.includes('%'))) return undefined;
  return { text: pieces.map((piece, index) => piece + (texts[index] ?? '')).join(''), last };
}
