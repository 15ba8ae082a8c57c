/** Which clauses are named for a change: each that makes it for somebody, and none that does not. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import { explainTrace } from '../../../../server/src/core/simulation/explain.ts';
import { printInput } from '../../../../server/src/core/simulation/loginInput.ts';
import { PolicyJudge } from '../../../../server/src/core/simulation/policyJudge.ts';
import { buildSession } from '../../../../server/src/core/simulation/session.ts';
import { trimInput } from '../../../../server/src/core/simulation/variants.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type { AccessDifference, DifferenceCause, DifferenceRow } from '../../../../server/src/protocol/matrix.ts';
import { writePolicy } from '../../../differential/generated/policy.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { NOW, policyOf, read } from '../matrix/askMatrix.ts';
import { differenceOf, listChanges } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** `before allow: login == "ann" (ann)`, of each row together. */
function tellCauses(difference: AccessDifference): string[][] {
  return difference.rows.map(({ causes = [] }) =>
    causes.map(({ fires, rule, text, subjects }) => {
      const whom = subjects?.map((place) => difference.subjects[place]?.name).join();
      return `${fires} ${rule}: ${text.replace(/^.* if /, '')}${whom === undefined ? '' : ` (${whom})`}`;
    }),
  );
}

/** Each once: what is tried beside is not meant here. */
async function causesOf(before: string, after: string): Promise<string[][]> {
  const all = tellCauses(await differenceOf(engine, [policyOf(before)], [policyOf(after)]));
  return [...new Map(all.map((causes) => [causes.join(), causes])).values()];
}

const MEMBERS = 'allow if input.session.member';
const IN_TEN = 'net.cidr_contains("10.0.0.0/8", input.request.remote_ip)';

describe('the clauses that make a change', () => {
  it.each<[string, string, string, string[][]]>([
    [
      'are told with whom each concerns',
      'allow if input.session.login == "ann"\nallow if input.session.login == "bob"',
      'deny if input.session.login == "eve"',
      [['before allow: input.session.login == "ann" (ann)', 'before allow: input.session.login == "bob" (bob)']],
    ],
    [
      'are those of every place',
      MEMBERS,
      `${MEMBERS}\ndeny if { input.session.login == "ann"; ${IN_TEN} }\ndeny if { input.session.login == "ann"; time.weekday(input.request.timestamp_ns) == "Sunday" }`,
      [
        [
          `after deny: { input.session.login == "ann"; ${IN_TEN} }`,
          'after deny: { input.session.login == "ann"; time.weekday(input.request.timestamp_ns) == "Sunday" }',
        ],
      ],
    ],
    [
      'are none of those that are laid out anew',
      `${MEMBERS}\nadmin if "Platform" in input.session.teams\ndeny if input.session.login == "mallory"`,
      'allow if { input.session.member }\nadmin if { "Platform" in input.session.teams }',
      [['before deny: input.session.login == "mallory"']],
    ],
    [
      'are none of those that give what another gave',
      `${MEMBERS}\nroles["eu"] contains "deployer" if input.session.login == "ann"`,
      `${MEMBERS}\nspaces := {"eu", "us"}\nroles[space] contains "deployer" if { some space in spaces; input.session.login == "ann" }`,
      [['after roles: { some space in spaces; input.session.login == "ann" }']],
    ],
    [
      'of who is no admin any more are none by which roles come',
      `${MEMBERS}\nadmin if input.session.login == "ann"`,
      `${MEMBERS}\nroles["eu"] contains "deployer" if input.session.login == "ann"`,
      [['before admin: input.session.login == "ann"']],
    ],
    [
      'of who was denied are those that denied, and those that let in by now',
      'deny if input.session.login in {"ann", "bob"}\nallow if input.session.login == "ann"',
      'allow if input.session.login in {"ann", "bob"}',
      [
        [
          'before deny: input.session.login in {"ann", "bob"}',
          'after allow: input.session.login in {"ann", "bob"} (bob)',
        ],
      ],
    ],
    [
      'are no `deny_admin` that holds nobody up',
      `${MEMBERS}\nadmin if input.session.login == "ann"`,
      `${MEMBERS}\ndeny_admin if input.session.login == "ann"`,
      [['before admin: input.session.login == "ann"', 'after deny_admin: input.session.login == "ann"']],
    ],
    [
      'may be a default',
      'default allow := false\nallow if input.session.login == "ann"',
      'default allow := true\nallow if input.session.login == "ann"',
      [['after allow: default allow := true']],
    ],
  ])('%s', async (_, before, after, causes) => {
    expect(await causesOf(before, after)).toEqual(causes);
  });

  it('are told as some, where there are too many to follow', async () => {
    const logins = Array.from({ length: 60 }, (_, index) => `user${index}`);
    const many = logins.map((login) => `allow if input.session.login == "${login}"`).join('\n');
    const { rows } = await differenceOf(engine, [policyOf(many)], [policyOf('deny if input.session.login == "eve"')]);
    expect(rows.map(({ causes = [], hasOtherCauses }) => [causes.length, hasOtherCauses])).toEqual([[40, true]]);
  });

  it('are told subject by subject, where an `else` decides', async () => {
    const old = 'allow if input.session.login == "ann" else := true if input.session.login == "bob"';
    const difference = await differenceOf(engine, [policyOf(old)], [policyOf('deny if input.session.login == "eve"')]);
    expect(tellCauses(difference)).toEqual([
      ['before allow: input.session.login == "ann" (ann)', 'before allow: input.session.login == "bob" (bob)'],
    ]);
    expect(listChanges(difference)).toEqual(['ann, bob, always: − login']);
  });

  it('are all told, where an `else` changes nothing', async () => {
    const allow = `${MEMBERS}\nadmin if input.session.login == "ann" else := true if input.session.login == "bob"`;
    const deny = `deny if { input.session.login in {"ann", "bob", "eve"}; ${IN_TEN} }`;
    const { rows } = await differenceOf(engine, [policyOf(allow)], [policyOf(`${allow}\n${deny}`)]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ hasOtherCauses }) => hasOtherCauses)).toEqual([]);
  });
});

// ---------------------------------------------------------------- of any two policies

interface Fired {
  /** Where the clauses begin that fire. */
  readonly starts: ReadonlySet<string>;
  /** What each rule gives, in pieces. */
  readonly gives: ReadonlySet<string>;
}

const startOf = ({ range: { start } }: Pick<DifferenceCause, 'range'>): string => `${start.line}:${start.character}`;

async function follow(policy: ReadPolicy, session: Parameters<typeof buildSession>[0]): Promise<Fired> {
  const { input } = buildSession(session, demoInventory, NOW);
  const text = printInput(trimInput(input, policy.model));
  const trace = await new PolicyJudge(engine, policy.source, undefined).trace(text);
  const fired = explainTrace(trace ?? [], policy.model, text).filter(({ outcome }) => outcome === 'fired');
  return {
    starts: new Set(fired.map(startOf)),
    gives: new Set(fired.map(({ rule, values }) => `${rule} ${JSON.stringify(values)}`)),
  };
}

/** At most so many of a row's sessions are followed here. */
const MOST = 30;

/** Some of a row's sessions: of every subject one, and others. */
function sessionsOf({ subjects, where }: DifferenceRow, { subjects: all, addresses, instants }: AccessDifference) {
  const places = where.flatMap((box) => box.addresses.flatMap((ip) => box.instants.map((at) => ({ ip, at }))));
  const count = Math.min(MOST, subjects.length * places.length);
  return Array.from({ length: count }, (_, index) => {
    const subject = subjects[index % subjects.length] ?? -1;
    const place = places[Math.floor((index * places.length) / count)];
    const [ip, at] = [addresses[place?.ip ?? -1]?.ip, instants[place?.at ?? -1]?.at];
    return { subject, session: { ...all[subject]?.session, ...(ip && { ip }), ...(at && { at }) } };
  });
}

/** How many causes there were to look at. */
async function expectCausesToHold(one: PolicySource, other: PolicySource): Promise<number> {
  const [before, after] = [read(one), read(other)];
  const difference = await differenceOf(engine, [before], [after], demoInventory, 300);
  let count = 0;
  for (const row of difference.rows) {
    const { causes, hasOtherCauses } = row;
    const isFailing = [row.before, row.after].some((place) => difference.outcomes[place]?.level === 'failed');
    if (causes === undefined || hasOtherCauses || isFailing) continue;
    const shown = new Set<DifferenceCause>();
    const sessions = sessionsOf(row, difference);
    for (const { subject, session } of sessions) {
      const sides = { before: await follow(before, session), after: await follow(after, session) };
      const own = causes.filter((cause) => cause.subjects?.includes(subject) !== false);
      const firing = own.filter((cause) => sides[cause.fires].starts.has(startOf(cause)));
      const alone = firing.filter(({ fires, rule }) => {
        const theirs = sides[fires === 'before' ? 'after' : 'before'].gives;
        return [...sides[fires].gives].some((given) => given.startsWith(`${rule} `) && !theirs.has(given));
      });
      expect(alone, JSON.stringify({ row, session })).not.toEqual([]);
      for (const cause of alone) shown.add(cause);
    }
    count += causes.length;
    const isAll = sessions.length < MOST;
    if (isAll) expect(causes.filter((cause) => !shown.has(cause))).toEqual([]);
  }
  return count;
}

const patterns = path.resolve(import.meta.dirname, '../../../../examples/patterns');
const examples = fs
  .readdirSync(patterns)
  .filter((name) => name.endsWith('.rego'))
  .map((name): [string, PolicySource] => {
    const text = fs.readFileSync(path.join(patterns, name), 'utf8');
    return [name, { text, engine: name.includes('.v0.') ? 'v0' : 'v1' }];
  });
const [, everybody] = examples[0] ?? [];

it.each(examples.slice(2, 6))('%s: for every session one of its clauses', { timeout: 600_000 }, async (_, source) => {
  expect(await expectCausesToHold(everybody ?? source, source)).toBeGreaterThan(0);
});

it('for every session one of its clauses, of generated policies', { timeout: 600_000 }, async () => {
  let count = 0;
  const numbers = fc.array(fc.nat(5039), { maxLength: 200, size: 'max' });
  const property = fc.asyncProperty(numbers, numbers, async (first, second) => {
    const [one, other] = [writePolicy(first), writePolicy(second)];
    for (const policy of [one, other]) {
      const { errors } = await engine.ask({ op: 'check', policy });
      if (errors.length > 0) return;
    }
    count += await expectCausesToHold(one, other);
  });
  await fc.assert(property, { seed: 1, numRuns: 25 });
  expect(count).toBeGreaterThan(10);
});
