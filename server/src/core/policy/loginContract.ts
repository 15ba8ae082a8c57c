/**
 * What a login policy and its input consist of, read from `engine/contract` (one source for OPA's side and this one).
 */
import inputSchema from '../../../../engine/contract/loginInput.schema.json';
import loginRules from '../../../../engine/contract/loginRules.json';

/** What Spacelift reads a rule as. A map is keyed by space id. */
export type LoginRuleType = 'boolean' | 'set' | 'map';

/** A rule that Spacelift reads from a login policy. */
export interface LoginRule {
  readonly name: string;
  readonly type: LoginRuleType;
  readonly description: string;
  /** What to write today, and the slug of the role that stands for the rule. */
  readonly deprecated?: { readonly instead: string; readonly role: string };
  /** What is not documented of it. */
  readonly assumed?: string;
}

/** A node of the LOGIN input schema (JSON Schema, the few keywords that are used there). */
export interface InputNode {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, InputNode>>;
  readonly items?: InputNode;
  readonly anyOf?: readonly InputNode[];
  readonly additionalProperties?: boolean;
  readonly examples?: readonly unknown[];
  readonly 'x-spacelift'?: InputFacts;
}

/** What the schema knows of a field beyond its type. */
export interface InputFacts {
  /** Whether an action through Slack has it too. */
  readonly slack?: boolean;
  /** Only in sessions of stacks and runs. */
  readonly machineOnly?: boolean;
  /** A date; left out where it has always been there. */
  readonly newSince?: string;
  /** What is not documented of it, and taken for granted. */
  readonly assumed?: string;
}

export const LOGIN_RULES: readonly LoginRule[] = loginRules.map((rule) => ({ ...rule, type: readType(rule.type) }));

export const INPUT: InputNode = inputSchema;

const rulesByName = new Map(LOGIN_RULES.map((rule) => [rule.name, rule]));

/** Undefined for a name that Spacelift does not read. */
export function loginRuleNamed(name: string): LoginRule | undefined {
  return rulesByName.get(name);
}

/** The names of all rules of a type, in the order of the contract. */
export function loginRulesOf(type: LoginRuleType): readonly string[] {
  return LOGIN_RULES.filter((rule) => rule.type === type).map((rule) => rule.name);
}

function readType(type: string): LoginRuleType {
  if (type === 'boolean' || type === 'set' || type === 'map') return type;
  throw new Error(`loginRules.json: unknown type ${type}`);
}
