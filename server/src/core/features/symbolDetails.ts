/** What an outline says of a clause, in a few words. */
import type { Body, Clause, ElseBranch, PolicyModel, Span } from '../syntax/model.ts';
import type { Grant } from '../syntax/values/grants.ts';
import type { Value } from '../syntax/values/value.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** How many characters are worth showing. */
const SHOWN = 80;

/** One line, with an ellipsis where it is cut. */
export function shorten(text: string): string {
  // What is cut away needs no reading: blanks and pairs of code units shorten the rest.
  const line = text
    .slice(0, 10 * SHOWN)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= SHOWN) return line;
  const characters = Array.from(line);
  return characters.length <= SHOWN ? line : `${characters.slice(0, SHOWN - 1).join('')}…`;
}

/** `roles["a"] contains "b"`, `default allow := false`: as written, without the body. */
export function describeHead({ head, isDefault, whole, body, elses }: Clause, { text }: PolicyModel): string {
  const from = isDefault ? whole.from : head.nameSpan.from;
  const end = head.ifSpan?.from ?? body?.from ?? elses[0]?.from ?? Math.max(head.to, head.value?.to ?? 0);
  return text.slice(from, Math.max(end, head.nameSpan.to));
}

/** The names behind the ids that it grants, where the account has them; else the conditions. */
export function describeClause(clause: Clause, grants: readonly Grant[], policy: OpenPolicy): string {
  return describeGrants(grants, policy) ?? describeBody(clause.body, policy.model);
}

/** Its value, and its conditions. */
export function describeElse({ value, body }: ElseBranch, model: PolicyModel): string {
  const given = value ? `:= ${textOf(value, model)}` : '';
  const conditions = describeBody(body, model);
  return given && conditions ? `${given} if ${conditions}` : given || conditions;
}

function describeBody(body: Body | undefined, model: PolicyModel): string {
  return body?.expressions.map((expression) => textOf(expression, model)).join('; ') ?? '';
}

/** `Deployer in root/production`. */
function describeGrants(grants: readonly Grant[], { account }: OpenPolicy): string | undefined {
  if (!account) return undefined;
  const told = grants.flatMap((grant) => {
    const space = onlyText(grant.spaces);
    const path = space === undefined ? undefined : account.pathOf(space)?.join('/');
    const slug = roleOf(grant);
    const role = slug === undefined ? undefined : account.role(slug)?.name;
    if (path === undefined && role === undefined) return [];
    return [[role, path === undefined ? undefined : `in ${path}`].filter((part) => part !== undefined).join(' ')];
  });
  return told.length > 0 ? told.join('; ') : undefined;
}

function roleOf({ rule, roles }: Grant): string | undefined {
  return rule === 'roles' ? onlyText(roles) : undefined;
}

function onlyText(values: readonly Value[]): string | undefined {
  const [only, ...others] = values;
  return only?.kind === 'constant' && typeof only.value === 'string' && others.length === 0 ? only.value : undefined;
}

function textOf({ from, to }: Span, { text }: PolicyModel): string {
  return text.slice(from, to);
}
