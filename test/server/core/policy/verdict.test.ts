import { describe, expect, test } from 'vitest';
import {
  judgeAtFirstSight,
  judgePolicy,
  type PolicyFile,
  type Verdict,
} from '../../../../server/src/core/policy/verdict.ts';
import type { ParsesAnswer } from '../../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';

const MEMBERS = 'package spacelift\n\nallow { input.session.member }\n';
const PLAN = 'package spacelift\n\ndeny["no"] { input.terraform.resource_changes[_].change.actions[_] == "delete" }\n';

async function judge(file: Partial<PolicyFile> & { text: string }, parses?: ParsesAnswer): Promise<Verdict> {
  const engine = fakeEngine(parses ? { parses: () => parses } : {});
  return judgePolicy({ path: 'policies/access.rego', named: false, ...file }, engine);
}

const BOTH: ParsesAnswer = { v0: true, v1: true };
const BY_ALLOW = 'a login policy by its rule allow';

interface Case {
  name: string;
  file: Partial<PolicyFile> & { text: string };
  parses?: ParsesAnswer;
  verdict: Verdict;
}

describe('which engine', () => {
  const cases: Case[] = [
    {
      name: 'as given, whatever the comment says',
      file: { text: `# spacelift: engine=v0\n${MEMBERS}`, engine: 'v1' },
      verdict: { login: true, engine: 'v1', reason: 'Rego v1: as told' },
    },
    {
      name: 'by the comment',
      file: { text: `# spacelift: type=login engine=v1\n${MEMBERS}` },
      verdict: { login: true, engine: 'v1', reason: 'Rego v1: its comment says so' },
    },
    {
      name: "by the comment, in Spacelift's spelling",
      file: { text: `${MEMBERS}\n  #spacelift: type=LOGIN, engine=REGO_V0` },
      verdict: { login: true, engine: 'v0', reason: 'Rego v0: its comment says so' },
    },
    {
      name: 'by the comment, which says nothing of the type',
      file: { text: `# spacelift: engine=v1\n${MEMBERS}` },
      verdict: { login: true, engine: 'v1', reason: `Rego v1: its comment says so; ${BY_ALLOW}` },
    },
    {
      name: 'parses as both',
      file: { text: MEMBERS, named: true },
      parses: BOTH,
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" },
    },
    {
      name: 'parses as one',
      file: { text: MEMBERS, named: true },
      parses: { v0: false, v1: true },
      verdict: { login: true, engine: 'v1', reason: 'Rego v1: parses as v1 only' },
    },
    {
      name: 'parses as the other',
      file: { text: MEMBERS, named: true },
      parses: { v0: true, v1: false },
      verdict: { login: true, engine: 'v0', reason: 'Rego v0: parses as v0 only' },
    },
    {
      name: 'parses as both, but v0 would grant always',
      file: { text: 'package spacelift\n\nroles["a"]["b"] if { input.session.admin }', named: true },
      parses: BOTH,
      verdict: { login: true, engine: 'v1', reason: 'Rego v1: it has `if` without an import' },
    },
    {
      name: 'imports rego.v1: SL023 tells what that means under v0',
      file: { text: 'package spacelift\n\nimport rego.v1\n\nallow if input.session.member', named: true },
      parses: BOTH,
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" },
    },
    {
      name: 'imports the words of v1 into v0',
      file: { text: 'package spacelift\n\nimport future.keywords\n\nallow if { true }', named: true },
      parses: BOTH,
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" },
    },
    {
      name: 'parses as neither, with the words of v1',
      file: { text: 'package spacelift\n\nallow if {', named: true },
      parses: { v0: false, v1: false },
      verdict: { login: true, engine: 'v1', reason: 'Rego v1: has mistakes, but `if` without an import' },
    },
    {
      name: 'parses as neither, without',
      file: { text: 'package spacelift\n\nallow {', named: true },
      parses: { v0: false, v1: false },
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as neither, Spacelift's default is v0" },
    },
    {
      name: 'empty',
      file: { text: '', named: true },
      parses: { v0: false, v1: false },
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as neither, Spacelift's default is v0" },
    },
    {
      name: 'unknown words in the comment are named',
      file: { text: `# spacelift: engine=v2 colour=red\n${MEMBERS}`, named: true },
      parses: BOTH,
      verdict: {
        login: true,
        engine: 'v0',
        reason:
          "Rego v0: parses as both, Spacelift's default is v0; its comment says engine=v2 colour=red, which is neither type= nor engine=v0 or v1",
      },
    },
  ];
  test.each(cases)('$name', async ({ file, parses, verdict }) => {
    expect(await judge(file, parses)).toEqual(verdict);
  });
});

describe('a login policy or not', () => {
  const no = (reason: string): Verdict => ({ login: false, reason });
  const yes = (reason: string): Verdict => ({
    login: true,
    engine: 'v0',
    reason: `Rego v0: parses as both, Spacelift's default is v0; ${reason}`,
  });
  const cases: Case[] = [
    { name: 'by its rules', file: { text: MEMBERS }, verdict: yes(BY_ALLOW) },
    {
      name: 'by a common rule and what it reads',
      file: { text: 'package spacelift\n\ndeny { net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }' },
      verdict: yes('a login policy by its rule deny, which reads input.request'),
    },
    {
      name: 'by its name',
      file: { path: 'policies/spacelift-login.rego', text: 'package spacelift\n' },
      verdict: yes('a login policy by its name'),
    },
    {
      name: 'by its name, on Windows and with a package of its own',
      file: { path: 'C:\\policies\\login.rego', text: 'package login\n\nallow { true }' },
      verdict: yes('a login policy by its name'),
    },
    {
      name: 'by its name, in camel case',
      file: { path: 'spaceliftLoginPolicy.rego', text: 'package spacelift\n' },
      verdict: yes('a login policy by its name'),
    },
    {
      name: 'by a name that only starts so',
      file: { path: 'logins.rego', text: 'package spacelift\n' },
      verdict: no('has no rule of a login policy'),
    },
    {
      name: 'by rules that are misspelt',
      file: { text: 'package spacelift\n\nalow { true }\nhelper { true }\nrole["root"]["deployer"] { true }' },
      verdict: no('has no rule of a login policy: is allow (written alow), roles (written role) meant?'),
    },
    {
      name: 'named by the user',
      file: { text: PLAN, named: true },
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" },
    },
    {
      name: 'given an engine',
      file: { path: 'a_test.rego', text: PLAN, engine: 'v0' },
      verdict: { login: true, engine: 'v0', reason: 'Rego v0: as told' },
    },
    {
      name: 'a plan policy',
      file: { text: PLAN },
      verdict: no('reads input.terraform, which other policies than login policies have'),
    },
    {
      name: 'a plan policy, even if called login',
      file: { path: 'login.rego', text: 'package spacelift\n\ndeny { input.spacelift.run }' },
      verdict: no('reads input.spacelift, which other policies than login policies have'),
    },
    {
      name: 'a plan policy by its comment, even where all files are given an engine',
      file: { text: `# spacelift: type=plan\n${MEMBERS}`, engine: 'v1' },
      verdict: no('its comment says that it is of type plan'),
    },
    {
      name: 'named by the user, whatever its comment says',
      file: { text: `# spacelift: type=plan\n${MEMBERS}`, named: true },
      verdict: yes('its comment says that it is of type plan'),
    },
    {
      name: 'another comment for us is no such comment',
      file: { text: `# spacelift: ignore SL008 = type\n${MEMBERS}` },
      verdict: yes(BY_ALLOW),
    },
    {
      name: 'a common rule alone',
      file: { text: 'package spacelift\n\ndeny["x"] { input.run }' },
      verdict: no('its rule deny may be of any type of policy, and it does not read input.session'),
    },
    {
      name: 'an approval policy',
      file: { text: 'package spacelift\n\napprove { input.run }' },
      verdict: no('has no rule of a login policy'),
    },
    {
      name: 'no policy of Spacelift',
      file: { text: 'package httpapi.authz\n\nallow { input.user == "ada" }' },
      verdict: no("its package is httpapi.authz, and Spacelift's policies are in the package spacelift"),
    },
    { name: 'a test by its name', file: { path: 'login_test.rego', text: MEMBERS }, verdict: no('a Rego test file') },
    {
      name: 'named by the user, and a test by its name',
      file: { path: 'login_test.rego', text: MEMBERS, named: true },
      verdict: { login: true, engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" },
    },
    {
      name: 'a test by its rules',
      file: { text: 'package spacelift\n\ntest_members { allow with input as {} }' },
      verdict: no('a Rego test file'),
    },
    { name: 'with its tests', file: { text: `${MEMBERS}\ntest_it { allow }` }, verdict: yes(BY_ALLOW) },
    { name: 'nothing', file: { text: '' }, verdict: no('has no rule of a login policy') },
  ];
  test.each(cases)('$name', async ({ file, verdict }) => {
    expect(await judge(file, BOTH)).toEqual(verdict);
  });
});

test('the engine is asked only where nothing else tells the version', async () => {
  const engine = fakeEngine({ parses: () => BOTH });
  await judgePolicy({ path: 'a.rego', text: PLAN, named: false }, engine);
  await judgePolicy({ path: 'a.rego', text: MEMBERS, named: true, engine: 'v1' }, engine);
  await judgePolicy({ path: 'a.rego', text: `# spacelift: engine=v1\n${MEMBERS}`, named: true }, engine);
  expect(engine.asked).toEqual([]);
  await judgePolicy({ path: '-', text: MEMBERS, named: true }, engine);
  expect(engine.asked).toEqual([{ op: 'parses', text: MEMBERS }]);
});

describe('at first sight', () => {
  const ELSEWHERE = "its package is k8s.admission, and Spacelift's policies are in the package spacelift";

  test.each([
    'package k8s.admission\n',
    '\uFEFF# A policy.\r\n\r\n#\n  package\tk8s.admission # here\n\nallow { input.session }\n',
  ])('another package is none: %j', async (text) => {
    const file = { path: 'w/access.rego', named: false, text };
    expect(judgeAtFirstSight(file)).toEqual({ login: false, reason: ELSEWHERE });
    // The same as with the whole of it.
    expect(await judge({ text })).toEqual({ login: false, reason: ELSEWHERE });
  });

  test.each<[string, Partial<PolicyFile>]>([
    ['its own package', { text: MEMBERS }],
    ['a package that is being typed', { text: 'package spa' }],
    ['no package', { text: '# package k8s\nallow { true }\n' }],
    ['a name', { text: 'package k8s\n', path: 'login.rego' }],
    ['a comment', { text: 'package k8s\n# spacelift: type=login\n' }],
    ['the user', { text: 'package k8s\n', named: true }],
    ['the user, by an engine', { text: 'package k8s\n', engine: 'v1' }],
    ['blanks and signs without end', { text: `${'#'.repeat(50_000)}${' '.repeat(50_000)}` }],
  ])('nothing where it may be one, by %s', (_, file) => {
    expect(judgeAtFirstSight({ path: 'access.rego', named: false, text: '', ...file })).toBeUndefined();
  });
});
