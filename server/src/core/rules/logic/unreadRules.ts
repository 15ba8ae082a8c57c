/** Rules that nothing asks and Spacelift does not read. */
import { byName } from '../../byName.ts';
import { LOGIN_RULES, loginRuleNamed, type LoginRuleType } from '../../policy/loginContract.ts';
import { nearestName } from '../../policy/nearestName.ts';
import type { Clause, PolicyModel, Rule } from '../../syntax/model.ts';
import type { Value } from '../../syntax/values/value.ts';

export interface UnreadRule {
  readonly rule: Rule;
  /** The rule of Spacelift whose name is near, where this one could take its place. */
  readonly meant: string | undefined;
}

/** In the order of the text; tests (`test_…`) are asked by `opa test`. */
export function findUnreadRules(model: PolicyModel): readonly UnreadRule[] {
  return [...model.rules.values()]
    .filter((rule) => isUnread(rule, model))
    .map((rule) => ({ rule, meant: findMeant(rule, model) }));
}

/** Whether one of the unread rules is meant as one of these. */
export function isMisnamed(names: readonly string[], model: PolicyModel): boolean {
  return findUnreadRules(model).some(({ meant }) => meant !== undefined && names.includes(meant));
}

function isUnread(rule: Rule, model: PolicyModel): boolean {
  const { name } = rule;
  if (name === 'result' || loginRuleNamed(name) || /^(?:todo_)?test_/.test(name)) return false;
  return model.referencesTo(rule).length === 0;
}

/** What older pages and other products call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = byName({
  administrator: 'admin',
  administrators: 'admin',
  allow_login: 'allow',
  denied: 'deny',
  deny_login: 'deny',
  reject: 'deny',
  space_reader: 'space_read',
  space_writer: 'space_write',
});

function findMeant({ name, clauses }: Rule, model: PolicyModel): string | undefined {
  const names = LOGIN_RULES.map((rule) => rule.name);
  const meant = OTHER_NAMES[name] ?? nearestName(name, names);
  const type = meant === undefined ? undefined : loginRuleNamed(meant)?.type;
  return type && clauses.every((clause) => fits(clause, type, model)) ? meant : undefined;
}

function fits({ defines, head }: Clause, type: LoginRuleType, model: PolicyModel): boolean {
  if (type === 'map') return defines === 'map' || (defines === 'set' && head.path.length > 0);
  if (type === 'set') return defines === 'set' && head.path.length === 0;
  const values = head.value ? model.values.valuesOf(head.value) : [];
  return defines === 'complete' && head.path.length === 0 && values.every(mayBeBoolean);
}

function mayBeBoolean(value: Value): boolean {
  if (value.kind === 'constant') return typeof value.value === 'boolean';
  return value.kind !== 'collection' && value.kind !== 'clause';
}
