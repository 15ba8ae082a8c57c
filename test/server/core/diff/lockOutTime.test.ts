/** Who could repair a policy at a time that is over repairs nothing. */
import { afterAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import { policyOf } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const admin = (condition = 'true'): string =>
  `allow if input.session.member\nadmin if {\n  "Platform" in input.session.teams\n  ${condition}\n}`;
const HOURS = '[h, _, _] := time.clock(input.request.timestamp_ns)\n  h < 2';

describe('locked out', () => {
  it.each<[string, string, boolean, string | undefined]>([
    ['since long', 'input.request.timestamp_ns < 1700000000000000000', true, undefined],
    ['until it begins', 'input.request.timestamp_ns > 1930000000000000000', true, '2031-02-27T23:06:40.000000001Z'],
    ['not by what has begun', 'input.request.timestamp_ns > 1700000000000000000', false, undefined],
    ['not by what is not over', 'input.request.timestamp_ns < 1930000000000000000', false, undefined],
    ['not by what comes again', HOURS, false, undefined],
  ])('%s', async (_, condition, isLockedOut, until) => {
    const { lockedOut } = await differenceOf(engine, [policyOf(admin())], [policyOf(admin(condition))]);
    expect(lockedOut !== undefined).toBe(isLockedOut);
    expect(lockedOut?.until).toBe(until);
  });
});
