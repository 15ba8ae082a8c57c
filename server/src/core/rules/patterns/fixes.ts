/** Tests of a login made as tight as they are meant. */
import type { Call, PolicyModel, StringTerm } from '../../syntax/model.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import { replaceLiteral } from '../effects/givenTexts.ts';
import { sayChange } from '../effects/widening.ts';
import { textOf } from '../places.ts';
import type { ProblemFix } from '../rule.ts';
import type { Looseness } from './looseness.ts';
import { LOOSE_DOMAIN } from './regex.ts';

type Fix = Pick<ProblemFix, 'title' | 'edits'>;

/** None where it isn't plain what is meant. */
export function tighten(
  condition: Condition,
  literal: StringTerm,
  kind: Looseness['kind'],
  model: PolicyModel,
): readonly ProblemFix[] {
  if (condition.at.kind !== 'call' || literal.form === 'name') return [];
  const isWhole = domainOf(condition.subject, model.values) === 'login';
  const fix =
    condition.test === 'regex'
      ? inRegex(literal, kind, model)
      : isWhole
        ? byText(condition, condition.at, literal, kind, model)
        : undefined;
  return fix ? [{ ...fix, ...sayChange(condition.at, 'less', model) }] : [];
}

function inRegex(literal: StringTerm, kind: Looseness['kind'], model: PolicyModel): Fix | undefined {
  const source = textOf(model, literal);
  const [quote = '', inner] = [source[0], source.slice(1, -1)];
  const write = (title: string, pattern: string): Fix => ({
    title,
    edits: [{ span: literal, newText: quote + pattern + quote }],
  });
  if (kind === 'alternatives') {
    const [, flags = '', rest = ''] = /^(\(\?[a-zA-Z]+\))?\^(.*)\$$/s.exec(inner) ?? [];
    return rest === '' ? undefined : write('Let `^` and `$` hold all alternatives', `${flags}^(?:${rest})$`);
  }
  if (kind === 'dot') {
    const dot = quote === '`' ? '\\.' : '\\\\.';
    return write(
      'Take the dots as they are',
      inner.replaceAll(LOOSE_DOMAIN, (domain) => domain.replaceAll('.', dot)),
    );
  }
  // Where only an end is missing; what stands for any text there is another matter.
  const isMeant = kind === 'goesOn' || (kind === 'anywhere' && inner.includes('@'));
  return isMeant && /[\w\])]$/.test(inner) ? write('Let it end there', `${inner}$`) : undefined;
}

function byText(
  { test, subjectTerm }: Condition,
  call: Call,
  literal: StringTerm,
  kind: Looseness['kind'],
  model: PolicyModel,
): Fix | undefined {
  const { value } = literal;
  if (kind === 'domain' && test === 'suffix') {
    const edit = replaceLiteral(literal, `@${value}`);
    return edit && { title: 'Begin with `@`', edits: [edit] };
  }
  if (kind === 'anywhere' && call.name === 'contains' && value.startsWith('@')) {
    return { title: 'Ask whether it ends so', edits: [{ span: call.callee, newText: 'endswith' }] };
  }
  const isAddress = /.@[\w-]+(\.[\w-]+)*\.[a-z]{2,}$/i.test(value);
  const isCondition = call.parent.kind === 'term' && call.args.includes(literal);
  if (kind !== 'goesOn' || test !== 'prefix' || !isAddress || !isCondition) return undefined;
  const newText = `${textOf(model, subjectTerm)} == ${textOf(model, literal)}`;
  return { title: 'Compare the whole login', edits: [{ span: call, newText }] };
}
