import type { RegoVersion } from '../../../protocol/engine.ts';
import { code, paragraphs } from './markdown.ts';

const WORDS: Readonly<Record<string, string>> = {
  package: 'Names the package. Spacelift reads the rules of `package spacelift` alone.',
  import: 'Gives a part of `input` or `data` a name of its own, or switches keywords on.',
  as: 'Gives an import another name; after `with`, the value to put in place.',
  default: 'The value of a rule where none of its clauses holds.',
  if: 'The head holds if the body does.',
  contains: 'Puts a member into a set, for each way that the body holds.',
  in: 'Whether something is a member of a collection; after `some` or `every`, the collection to go through.',
  some: 'Declares locals: the body holds if there is any value for them with which it does.',
  every: 'Holds if its body does for every member; also where there is none.',
  not: 'Holds where what follows is false or undefined. A missing field is undefined, so `not` holds then too.',
  with: 'Evaluates the expression with something else in place of a part of the input, of data, or of a function.',
  else: 'Tried where the bodies before it do not hold.',
  and: 'Both sides have to hold.',
  or: 'One of the sides has to hold.',
  null: 'No value.',
  true: 'The value true.',
  false: 'The value false. An expression that is false makes its body fail.',
  ':=': 'Assigns: makes a rule, or in a body a local of this name, whatever the name stands for outside.',
  '=': 'Unifies: compares both sides, and gives values to the variables that have none.',
  '==': 'Compares; both sides need values.',
};

/** From Rego v1 on keywords by themselves. */
const IMPORTED: ReadonlySet<string> = new Set(['if', 'contains', 'in', 'every']);

/** A keyword or one of the operators that are easily mixed up. Markdown; undefined for anything else. */
export function describeKeyword(word: string, engine: RegoVersion): string | undefined {
  if (!Object.hasOwn(WORDS, word)) return undefined;
  const imported =
    engine === 'v0' && IMPORTED.has(word)
      ? `In Rego v0 a keyword only after ${code(`import future.keywords.${word}`)}.`
      : undefined;
  return paragraphs(`${code(word)} · ${/\w/.test(word) ? 'keyword' : 'operator'}`, WORDS[word], imported);
}
