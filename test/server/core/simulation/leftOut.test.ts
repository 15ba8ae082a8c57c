import { expect, it } from 'vitest';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { reportOf } from './fakeOpa.ts';

const READS = 'package spacelift\n\nallow { input.session.idp_subject == "x"; input.session.stack_id == "y" }\n';

it.each<[string, string, SessionRequest, string[]]>([
  ['a field that a login may have', READS, { login: 'ada' }, ['session.idp_subject']],
  ['what a machine has, too', READS, { login: 'ada', machine: true }, ['session.idp_subject', 'session.stack_id']],
  ['not what was given', READS, { login: 'ada', machine: true, idpSubject: 'x', stackId: '' }, []],
  ['not what the policy does not read', 'package spacelift\n\nallow { input.session.member }\n', { login: 'ada' }, []],
  ['not where the policy is not asked', READS, { key: 'break-glass' }, []],
])('tells what nobody gave: %s', async (_name, text, session, expected) => {
  const { notices } = await reportOf(() => ({ allow: true }), { text, session });
  const told = notices.flatMap(({ message }) => /^The policy reads `(.+)`, which nobody gave/.exec(message)?.[1] ?? []);
  expect(told).toEqual(expected);
});
