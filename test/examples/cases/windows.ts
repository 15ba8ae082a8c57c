import { keyAsId, keyAsName, type Pattern, type PatternCase } from '../patternCase.ts';

const OPEN = { level: 'allow', roles: { production: ['window-deployer'] } } as const satisfies Partial<PatternCase>;
const SHUT = { level: 'deny' } as const;

const at = (instant: string): PatternCase['session'] => ({ ...keyAsId('scheduled-deployment'), at: instant });

/** A window by its two ends in UTC: the last nanosecond outside and the first inside, and the other way round. */
function edges(what: string, opens: string, shuts: string): PatternCase[] {
  return [
    { what: `${what}: the last nanosecond before`, session: at(justBefore(opens)), ...SHUT },
    { what: `${what}: the first inside`, session: at(opens), ...OPEN },
    { what: `${what}: the last inside`, session: at(justBefore(shuts)), ...OPEN },
    { what: `${what}: the first after`, session: at(shuts), ...SHUT },
  ];
}

/** The nanosecond before a whole second. */
function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1000).toISOString().replace('.000Z', '.999999999Z');
}

/** The window has to do with the key alone. */
function others(inside: string): PatternCase[] {
  return [
    { what: 'another key, inside', session: { ...keyAsId('ci-cd-production'), at: inside }, teams: ['DevOps'], ...SHUT },
    { what: 'the key, its name being its login', session: { ...keyAsName('scheduled-deployment'), at: inside }, ...SHUT },
  ];
}

export const windowUtc: Pattern = {
  name: 'maintenance-window-utc',
  cases: [
    ...edges('Tuesday', '2026-03-03T02:00:00Z', '2026-03-03T04:00:00Z'),
    ...edges('Thursday', '2026-03-05T02:00:00Z', '2026-03-05T04:00:00Z'),
    ...edges('Tuesday in summer', '2026-07-07T02:00:00Z', '2026-07-07T04:00:00Z'),
    ...edges('Tuesday, February 29', '2028-02-29T02:00:00Z', '2028-02-29T04:00:00Z'),
    ...edges('the last Thursday that 64 bits hold', '2262-04-10T02:00:00Z', '2262-04-10T04:00:00Z'),
    { what: 'the hour on Monday', session: at('2026-03-02T03:00:00Z'), ...SHUT },
    { what: 'the hour on Wednesday', session: at('2026-03-04T03:00:00Z'), ...SHUT },
    { what: 'the hour on Sunday', session: at('2026-03-08T03:00:00Z'), ...SHUT },
    { what: 'twelve hours later', session: at('2026-03-03T14:30:00Z'), ...SHUT },
    { what: 'half a second before, told with an offset', session: at('2026-03-03T07:29:59.5+05:30'), ...SHUT },
    { what: 'the first inside, told with an offset', session: at('2026-03-03T07:30:00+05:30'), ...OPEN },
    { what: 'Tuesday there, Monday where it was told', session: at('2026-03-02T19:30:00-08:00'), ...OPEN },
    ...others('2026-03-03T03:00:00Z'),
  ],
};

export const windowBerlin: Pattern = {
  name: 'maintenance-window-berlin',
  cases: [
    ...edges('the last Tuesday of winter time', '2026-03-24T01:00:00Z', '2026-03-24T03:00:00Z'),
    // From 02:00 to 03:00 there is nothing: an hour is left.
    ...edges('the night when summer time begins', '2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'),
    // It opens when it is Monday still in UTC, but for the first nanosecond.
    ...edges('the first Tuesday of summer time', '2026-03-31T00:00:00Z', '2026-03-31T02:00:00Z'),
    ...edges('the last Thursday of summer time', '2026-10-22T00:00:00Z', '2026-10-22T02:00:00Z'),
    // 02:00 to 03:00 comes twice.
    ...edges('the night when summer time ends', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z'),
    { what: 'that night, the last of the first 02:59', session: at('2026-10-25T00:59:59.999999999Z'), ...OPEN },
    { what: 'that night, the second 02:00', session: at('2026-10-25T01:00:00Z'), ...OPEN },
    ...edges('the first Tuesday of winter time', '2026-10-27T01:00:00Z', '2026-10-27T03:00:00Z'),
    { what: 'the hour on Monday', session: at('2026-03-30T01:00:00Z'), ...SHUT },
    { what: 'the hour on Saturday', session: at('2026-03-28T02:00:00Z'), ...SHUT },
    { what: 'what would be inside in UTC', session: at('2026-03-31T03:00:00Z'), ...SHUT },
    { what: 'inside, told with the offset of Berlin', session: at('2026-07-07T02:00:00+02:00'), ...OPEN },
    { what: 'outside, told with that of winter', session: at('2026-07-07T03:00:00+01:00'), ...SHUT },
    ...others('2026-03-24T02:00:00Z'),
  ],
};
