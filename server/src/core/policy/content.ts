/** Whether a file nobody named is a login policy: by its rules, what it reads, and its name. */
import type { PolicyModel } from '../syntax/model.ts';
import { LOGIN_RULES } from './loginContract.ts';
import { nearestName } from './nearestName.ts';

export type ContentVerdict = { login: true; reason: string } | NoLogin;

interface NoLogin {
  login: false;
  reason: string;
}

/** Parts of the input that only other types of policies have. */
const FOREIGN_INPUT = ['spacelift', 'terraform'];

/** Rules that other types of policies have too: they tell only together with what the policy reads. */
const COMMON_RULES = new Set(['deny', 'flag', 'sample', 'team']);

/** As a word of its own, `spaceliftLogin` included. */
const LOGIN_NAME = /(?:^|[^A-Za-z])(?:[Ll]og-?in|LOGIN)(?![a-z])|[a-z]Login(?![a-z])/;

/** @param name the file's, without folders */
export function judgeContent(name: string, model: PolicyModel): ContentVerdict {
  const own = model.package?.name;
  const fields = readFields(model);
  const foreign = FOREIGN_INPUT.find((field) => fields.has(field));
  if (foreign !== undefined) {
    return { login: false, reason: `reads input.${foreign}, which other policies than login policies have` };
  }
  const rules = LOGIN_RULES.map((rule) => rule.name).filter((rule) => model.rules.has(rule));
  if (isTest(model, rules)) return { login: false, reason: 'a Rego test file' };
  if (LOGIN_NAME.test(name)) return { login: true, reason: 'a login policy by its name' };
  if (own !== undefined && own !== 'spacelift') return elsewhere(own);
  return judgeRules(rules, fields, model);
}

/** Up to the package; `.` is no line break. */
const PACKAGE = /^\uFEFF?(?:\s|#.*[\r\n])*package[ \t]+([\w.]+)\s/;

/**
 * The same by the first words alone, without reading the rest; undefined where these don't tell. An editor has many
 * files open that are no policy of Spacelift.
 */
export function judgePackage(name: string, text: string): NoLogin | undefined {
  const own = PACKAGE.exec(text)?.[1];
  return own === undefined || own === 'spacelift' || LOGIN_NAME.test(name) ? undefined : elsewhere(own);
}

function elsewhere(own: string): NoLogin {
  return { login: false, reason: `its package is ${own}, and Spacelift's policies are in the package spacelift` };
}

function judgeRules(rules: readonly string[], fields: ReadonlySet<string>, model: PolicyModel): ContentVerdict {
  const [first] = rules;
  if (first === undefined) return { login: false, reason: `has no rule of a login policy${nameNear(model)}` };
  const telling = rules.find((rule) => !COMMON_RULES.has(rule));
  if (telling !== undefined) return { login: true, reason: `a login policy by its rule ${telling}` };
  const field = ['session', 'request'].find((name) => fields.has(name));
  if (field !== undefined)
    return { login: true, reason: `a login policy by its rule ${first}, which reads input.${field}` };
  return { login: false, reason: `its rule ${first} may be of any type of policy, and it does not read input.session` };
}

/** Rules whose names are near to those of a login policy: perhaps they are misspelt. */
function nameNear({ rules }: PolicyModel): string {
  const near = [...rules.keys()].flatMap((name) => {
    const meant = nearestName(name, LOGIN_NAMES);
    return meant === undefined ? [] : [`${meant} (written ${name})`];
  });
  return near.length === 0 ? '' : `: is ${near.slice(0, MOST_NEAR).join(', ')} meant?`;
}

const LOGIN_NAMES = LOGIN_RULES.map(({ name }) => name);
/** How many are told of a file. */
const MOST_NEAR = 3;

/** The first steps below `input`. */
function readFields(model: PolicyModel): ReadonlySet<string> {
  return new Set(model.inputReferences().flatMap(({ path: [first] }) => (typeof first === 'string' ? [first] : [])));
}

function isTest({ rules }: PolicyModel, loginRules: readonly string[]): boolean {
  return loginRules.length === 0 && [...rules.keys()].some((rule) => rule.startsWith('test_'));
}
