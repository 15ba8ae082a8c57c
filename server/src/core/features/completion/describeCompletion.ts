/** The documentation of what is offered, when somebody looks at it. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import { describeKey } from '../describe/apiKey.ts';
import { describeBuiltin } from '../describe/builtin.ts';
import { describeInputField } from '../describe/inputField.ts';
import { describeLoginRule } from '../describe/loginRule.ts';
import { describeRole } from '../describe/role.ts';
import { describeSpace } from '../describe/space.ts';
import { describeTeam } from '../describe/team.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { aboutPattern } from './patterns.ts';
import type { Documented } from './suggestion.ts';

/** Markdown; undefined where nothing is known any more. */
export function describeCompletion(documented: Documented, policy: OpenPolicy): string | undefined {
  const { account, builtins, engine } = policy;
  if (documented.of === 'field') {
    const path = documented.path.map((step) => (step === '_' ? undefined : step));
    return describeInputField(path, account);
  }
  const { of, name } = documented;
  switch (of) {
    case 'role':
      return mapKnown(account?.role(name), describeRole);
    case 'space':
      return account && mapKnown(account.space(name), (space) => describeSpace(space, account));
    case 'key':
      return mapKnown(
        account?.account.apiKeys.items.find(({ id }) => id === name),
        (key) => describeKey(key, policy),
      );
    case 'team':
      return account && describeTeam(name, account);
    case 'rule':
      return mapKnown(loginRuleNamed(name), (rule) => describeLoginRule(rule, engine));
    case 'builtin':
      return mapKnown(builtins.get(name), describeBuiltin);
    case 'pattern':
      return aboutPattern(name);
  }
}

function mapKnown<T>(item: T | undefined, describe: (item: T) => string): string | undefined {
  return item === undefined ? undefined : describe(item);
}
