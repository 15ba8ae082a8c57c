import type { Reference, Segment } from '../syntax/model.ts';
import { bindingsOf } from '../syntax/values/bindings.ts';
import { listTexts, relatedUses, type NameDomain } from './names/namedTexts.ts';
import { isPlaceholder } from './names/placeholders.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** What each kind of name is, and where the real one is found. */
const MEANT: Readonly<Record<NameDomain, string>> = {
  role: 'the slug of a role',
  space: 'the id of a space',
  login: 'a login (of an API key: `api::` and its id)',
  team: 'the name of a team, as the identity provider writes it',
};

/** A name copied from documentation, or a reference that only Terraform understands. */
export const rule: Rule<'SL028'> = {
  id: 'SL028',
  *check(context) {
    for (const domain of ['role', 'space', 'login', 'team'] as const) yield* checkTexts(domain, context);
    for (const reference of context.model.references) {
      const problem = checkReference(reference, context);
      if (problem) yield problem;
    }
  },
};

function* checkTexts(domain: NameDomain, { model, account }: RuleContext): Iterable<Problem<'SL028'>> {
  for (const named of listTexts(domain, model)) {
    if (!isPlaceholder(named, account)) continue;
    const values = { text: named.text, meant: MEANT[domain] };
    yield { at: named.literal, message: 'text', values, related: relatedUses(named) };
  }
}

/** `spacelift_space.production.id`: of a resource, or of a data source where `data.` is before it. */
function checkReference(reference: Reference, { model, errors }: RuleContext): Problem<'SL028'> | undefined {
  const { target, name } = reference;
  const path = model.text.slice(reference.from, reference.to);
  if (target.kind === 'data' && name === 'data') {
    return isDataSource(target.path) ? { at: reference, message: 'source', values: { path } } : undefined;
  }
  if (target.kind !== 'local' || !isTerraform(name) || bindingsOf(target.local).length > 0) return undefined;
  const instead = errors.filter(({ error }) => error.message.startsWith(`var ${name} is unsafe`));
  return { at: reference, message: 'reference', values: { path }, instead };
}

/** `data.spacelift_role.deployer.id`: a type, a name, and what is wanted of it. */
export function isDataSource([type, name, attribute]: readonly Segment[]): boolean {
  return isTerraform(type?.constant) && name !== undefined && attribute !== undefined;
}

/** Whether it is the type of a resource or data source of Spacelift's Terraform provider. */
function isTerraform(name: unknown): boolean {
  return typeof name === 'string' && /^spacelift_\w+$/.test(name);
}
