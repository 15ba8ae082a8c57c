/** Names in a policy, in words: rules, locals, imports, parts of the input, built-ins. */
import { DISABLED_BUILTINS } from '../../policy/disabledBuiltins.ts';
import { findDeparture, suggestPath, type InputPath } from '../../policy/inputPath.ts';
import { loginRuleNamed } from '../../policy/loginContract.ts';
import { nearestNames } from '../../policy/nearestName.ts';
import { findUnreadRules } from '../../rules/logic/unreadRules.ts';
import type { Import, Local, Rule } from '../../syntax/model.ts';
import { describeBuiltin } from '../describe/builtin.ts';
import { describeInputField, writePath } from '../describe/inputField.ts';
import { describeKeyword } from '../describe/keyword.ts';
import { describeLocal } from '../describe/local.ts';
import { describeLoginRule } from '../describe/loginRule.ts';
import { code, paragraphs } from '../describe/markdown.ts';
import { describeOwnRule } from '../describe/ownRule.ts';
import { namedAt, type Named } from '../names/named.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import type { Told } from './hover.ts';

export function describeNameAt(policy: OpenPolicy, offset: number): Told | undefined {
  const { package: own } = policy.model;
  if (own && own.nameSpan.from <= offset && offset <= own.nameSpan.to && own.name !== '') {
    const markdown = paragraphs(describeKeyword('package', policy.engine));
    return { ...own.nameSpan, markdown };
  }
  const found = namedAt(policy.model, offset);
  if (!found) return undefined;
  const { named, span } = found;
  const markdown = describeNamed(named, policy);
  // A step in quotes is told with them.
  const { from, to } = policy.model.literals.find((literal) => literal.from === span.from - 1) ?? span;
  return markdown === undefined ? undefined : { from, to, markdown };
}

function describeNamed(named: Named, policy: OpenPolicy): string | undefined {
  switch (named.kind) {
    case 'rule':
      return describeRule(named.rule, policy);
    case 'local':
      return describeVariable(named.local, policy);
    case 'import':
      return describeImport(named.import, policy);
    case 'input':
      return describeInputField(named.path, policy.account) ?? describeUnknownField(named.path);
    case 'function':
      return describeFunction(named.name, policy);
    case 'constant':
      return undefined;
  }
}

/** What Spacelift does with it, and what the policy makes of it. */
function describeRule(rule: Rule, policy: OpenPolicy): string {
  const read = policy.model.package?.name === 'spacelift' ? loginRuleNamed(rule.name) : undefined;
  const own = describeOwnRule(rule, policy);
  return read
    ? paragraphs(describeLoginRule(read, policy.engine), '---', own)
    : paragraphs(tellUnread(rule, policy), own);
}

/** What Spacelift makes of a rule that it does not read, where that may be something else than was meant. */
function tellUnread({ name }: Rule, { model }: OpenPolicy): string | undefined {
  if (name === 'result' && model.package?.name === 'spacelift') {
    return `Spacelift defines ${code(name)} itself, in front of the policy: this rule needs another name.`;
  }
  const meant = findUnreadRules(model).find(({ rule }) => rule.name === name)?.meant;
  return meant && `Spacelift does not read ${code(name)}: is ${code(meant)} meant?`;
}

/** A rule that Spacelift reads and the policy doesn't define looks like a variable: Spacelift's own default is asked. */
function describeVariable(local: Local, policy: OpenPolicy): string {
  const read = local.kind === 'free' && local.references.length === 1 ? loginRuleNamed(local.name) : undefined;
  if (!read) return describeLocal(local, policy);
  const holds = read.type === 'boolean' ? 'it is false' : 'it is empty (assumed)';
  return paragraphs(describeLoginRule(read, policy.engine), `This policy does not define it: ${holds}.`);
}

function describeImport({ path, name }: Import, { engine, account }: OpenPolicy): string | undefined {
  const whole = path.join('.');
  if (path[0] === 'input') {
    const field = describeInputField(path.slice(1), account);
    return paragraphs(`${code(name)} · import of ${code(whole)}`, field);
  }
  if (path[0] === 'data')
    return `${code(name)} · import of ${code(whole)}: on Spacelift a policy has no data of its own.`;
  if (path[0] === 'rego') {
    const inV1 = engine === 'v1' ? 'Rego v1 needs no import.' : 'Reads this file as Rego v1.';
    return `${code(whole)} · ${inV1}`;
  }
  const keyword = path[0] === 'future' ? describeKeyword(path[2] ?? '', engine) : undefined;
  if (path[0] === 'future' && path[2] === undefined) return `${code(whole)} · switches on all keywords of Rego v1.`;
  return keyword && paragraphs(`Switches on a keyword${engine === 'v1' ? ', which Rego v1 has anyway' : ''}.`, keyword);
}

function describeUnknownField(path: InputPath): string | undefined {
  const departure = findDeparture(path);
  if (!departure) return undefined;
  const missing = writePath(path.slice(0, departure.index + 1));
  const above = code(writePath(path.slice(0, departure.index)));
  if (departure.from === 'list') return `${above} is a list: its members have numbers, no names.`;
  if (departure.from === 'value') return `${above} is a ${departure.node.type ?? 'value'}, with nothing below it.`;
  const suggestion = suggestPath(path, departure);
  const nearest = suggestion && `Nearest: ${code(writePath(suggestion.path))}.`;
  return paragraphs(
    `${code(missing)} is not among the fields that a login policy is known to get: as far as that goes it is undefined.`,
    nearest,
  );
}

function describeFunction(name: string, { builtins, model }: OpenPolicy): string | undefined {
  const builtin = builtins.get(name);
  if (builtin) return describeBuiltin(builtin);
  if (DISABLED_BUILTINS.some((disabled) => disabled === name)) {
    return `${code(name)} · **disabled on Spacelift**: a policy that calls it is refused.`;
  }
  if (builtins.size === 0) return undefined;
  const [nearest] = nearestNames(name, [...builtins.keys(), ...functionsOf(model)]);
  return paragraphs(
    `${code(name)} is no function of this policy, and none that OPA has.`,
    nearest === undefined ? undefined : `Nearest: ${code(nearest)}.`,
  );
}

function functionsOf({ rules }: OpenPolicy['model']): string[] {
  return [...rules.values()].filter(({ clauses }) => clauses[0]?.defines === 'function').map(({ name }) => name);
}
