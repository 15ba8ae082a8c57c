/** Whether the policy lets anybody in. */
import type { Clause, PolicyModel, Rule } from '../../syntax/model.ts';
import { visitClause } from '../../syntax/walk.ts';
import { isMisnamed } from './unreadRules.ts';

/** The rules that let in. */
const ENTRY = ['allow', 'admin'] as const;

const GRANTING = ['roles', 'space_admin', 'space_write', 'space_read'] as const;

/** Clauses that let in, those that never fire included; defaults are not among them. */
export function entryClauses(model: PolicyModel): readonly Clause[] {
  return model.rulesNamed(...ENTRY).filter(({ isDefault }) => !isDefault);
}

/** The clauses that grant roles in spaces, in the order of the text. */
export function grantingClauses(model: PolicyModel): readonly Clause[] {
  return [...model.rulesNamed(...GRANTING)].sort((a, b) => a.from - b.from);
}

/** Whether nothing lets in, nor would if its name were right. */
export function hasNoEntry(model: PolicyModel): boolean {
  const isOpen = model.rulesNamed(...ENTRY).some(({ isDefault, head }) => isDefault && isTrue(head.value));
  return entryClauses(model).length === 0 && !isOpen && !isMisnamed(ENTRY, model);
}

function isTrue(value: Clause['head']['value']): boolean {
  return value?.kind === 'boolean' && value.value;
}

/**
 * Clauses of rules that refuse, those left out that ask for the rule that lets in: they refuse nobody whom it lets in
 * (`deny if { not allow; not admin }`).
 */
export function refusingClauses(
  model: PolicyModel,
  letsIn: (typeof ENTRY)[number],
  ...names: readonly ('deny' | 'deny_admin')[]
): readonly Clause[] {
  const entry = model.rules.get(letsIn);
  return model.rulesNamed(...names).filter((clause) => !entry || !asksFor(entry, clause, model));
}

function asksFor(entry: Rule, clause: Clause, model: PolicyModel): boolean {
  let found = false;
  visitClause(clause, {
    term: (term) => {
      if (term.kind !== 'reference' || term.target.kind !== 'rule') return;
      const { rule } = term.target;
      found ||= rule === entry || model.rulesAskedBy(rule).has(entry);
    },
  });
  return found;
}
