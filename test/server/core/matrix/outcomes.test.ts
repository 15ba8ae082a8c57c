/** Of several policies, those that decide. */
import { describe, expect, it } from 'vitest';
import { OutcomeReader } from '../../../../server/src/core/matrix/outcomes.ts';
import { describeBy } from '../../../../server/src/core/matrix/words/outcome.ts';
import type { ResultDocument } from '../../../../server/src/protocol/engine.ts';

describe('the policies that decide', () => {
  const ADMIN_OF_ROOT = { roles: { root: ['space-admin'] } };

  it.each<[string, ResultDocument, ResultDocument, string | undefined]>([
    ['that deny', { allow: true }, { deny: true }, 'by second'],
    ['that let in', { allow: true }, {}, 'by first'],
    ['that make admins', { allow: true }, { admin: true }, 'by second'],
    ['that hold an admin back', { admin: true }, { deny_admin: true }, 'by second'],
    ['that let in, and hold an admin back', { admin: true, allow: true }, { deny_admin: true }, 'by first, second'],
    ['none, where nothing is held back', {}, { deny_admin: true }, undefined],
    ['that give roles', { allow: true }, { roles: { eu: ['deployer'] } }, 'by first; roles by second'],
    ['that make an admin of the root space', { ...ADMIN_OF_ROOT }, { allow: true }, 'by second; roles by first'],
    ['that do both', { allow: true, ...ADMIN_OF_ROOT }, {}, 'by first'],
    ['none by roles of who is denied', ADMIN_OF_ROOT, { deny: true }, 'by second'],
  ])('%s', (_, first, second, words) => {
    const reader = new OutcomeReader(['first', 'second'], undefined);
    const answers = [first, second].map((result) => ({ kind: 'decided', result }) as const);
    expect(describeBy(reader.read(answers, []))).toBe(words);
  });

  it('are not told of one', () => {
    const reader = new OutcomeReader(['only'], undefined);
    const outcome = reader.read([{ kind: 'decided', result: { allow: true, ...ADMIN_OF_ROOT } }], []);
    expect([outcome.by, outcome.rolesBy]).toEqual([undefined, undefined]);
  });
});
