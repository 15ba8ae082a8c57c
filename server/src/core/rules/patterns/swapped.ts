/** Tests of a text by another, with the two the wrong way round. */
import { byName } from '../../byName.ts';
import type { Call, PolicyModel, Term } from '../../syntax/model.ts';
import { textOf } from '../places.ts';
import type { Problem } from '../rule.ts';

/** Which argument is the tested text, which it is tested by, and how that is called. */
const TESTS: Readonly<Record<string, { readonly text: number; readonly by: number; readonly name: string }>> = byName({
  contains: { text: 0, by: 1, name: 'part' },
  endswith: { text: 0, by: 1, name: 'end' },
  'glob.match': { text: 2, by: 0, name: 'pattern' },
  re_match: { text: 1, by: 0, name: 'pattern' },
  'regex.match': { text: 1, by: 0, name: 'pattern' },
  startswith: { text: 0, by: 1, name: 'beginning' },
});

/** Where a constant is tested by something of the login. A list as a text (`"ada, grace"`) may be meant so. */
export function* checkSwapped(model: PolicyModel): Iterable<Problem<'SL043'>> {
  for (const call of model.calls) {
    const { text, by, name } = (call.callee.target.kind === 'function' ? TESTS[call.name] : undefined) ?? {};
    const [tested, testing] = [call.args[text ?? -1], call.args[by ?? -1]];
    if (!tested || !testing || name === undefined) continue;
    if (!isPlainText(tested, model) || !isOfSession(testing, model)) continue;
    const values = { function: call.name, name, text: textOf(model, testing), constant: textOf(model, tested) };
    yield { at: call, message: 'swapped', values, fixes: [swap(call, tested, testing, model)] };
  }
}

function isPlainText(term: Term, { values }: PolicyModel): boolean {
  const constant = term.kind === 'string' ? values.constantOf(term) : undefined;
  return typeof constant === 'string' && constant !== '' && !/[\s,;|]|\$\{/.test(constant);
}

function isOfSession(term: Term, { values }: PolicyModel): boolean {
  const given = values.valuesOf(term);
  return given.length > 0 && given.every((value) => value.kind === 'input' && value.path[0] === 'session');
}

function swap(call: Call, one: Term, other: Term, model: PolicyModel): NonNullable<Problem<'SL043'>['fixes']>[number] {
  const edits = [
    { span: one, newText: textOf(model, other) },
    { span: other, newText: textOf(model, one) },
  ];
  return { title: `Give \`${call.name}\` the text that is tested as such`, edits, unsafe: true };
}
