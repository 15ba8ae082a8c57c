import { dayBegins } from '../builtins/zone.ts';
import type { Call, PolicyModel } from '../syntax/model.ts';
import { ZoneReadings, type ZoneReading } from './times/zonesRead.ts';
import { wholeClauses } from './logic/readable.ts';
import { textOf } from './places.ts';
import type { Problem, ProblemFix, Rule } from './rule.ts';

/** The day is read in one zone, and the time of day in another. */
export const rule: Rule<'SL042'> = {
  id: 'SL042',
  *check(context) {
    const { model } = context;
    const readings = new ZoneReadings(model);
    if (readings.areAlike()) return;
    const told = new Set<Call>();
    for (const clause of model.clauses.filter(wholeClauses(context))) {
      for (const [day, time] of findMixed(readings.behind(clause) ?? [])) {
        if (told.has(day.call)) continue;
        told.add(day.call);
        yield tell(day, time, model);
      }
    }
  },
};

/**
 * Days for which no time of day is read in their zone, with one that is read in another. Two within one helper rule
 * need not be asked together: its own clauses tell.
 */
function findMixed(groups: readonly (readonly ZoneReading[])[]): [ZoneReading, ZoneReading][] {
  const times = groups.map((group) => group.filter(({ reads }) => reads === 'time'));
  return groups.flatMap((group, index) =>
    group.flatMap((day): [ZoneReading, ZoneReading][] => {
      if (day.reads !== 'day' || times.flat().some((time) => sharesZone(day, time))) return [];
      const [time] = times.filter((_, other) => index === 0 || other !== index).flat();
      return time ? [[day, time]] : [];
    }),
  );
}

function sharesZone(a: ZoneReading, b: ZoneReading): boolean {
  return a.zones.some((zone) => b.zones.includes(zone));
}

function tell(day: ZoneReading, time: ZoneReading, model: PolicyModel): Problem<'SL042'> {
  const [zone = 'UTC'] = day.zones;
  const [other = 'UTC'] = time.zones;
  const begins = dayBegins(zone, other);
  return {
    at: day.call,
    message: 'mixed',
    values: { zone, other, begin: begins.length > 0 ? begins.join(' or ') : 'another time than midnight' },
    related: [{ at: time.call, message: `The time of day is read in ${other} here.` }],
    fixes: readInOneZone(day, time, model),
  };
}

/** Where only one of the two names its zone, it is the one that is meant. */
function readInOneZone(day: ZoneReading, time: ZoneReading, model: PolicyModel): readonly ProblemFix[] {
  const [[zone, ...more], [from, to]] = isPlain(day, model) ? [time.zones, [day, time]] : [day.zones, [time, day]];
  const [arg] = from.call.args;
  if (!arg || zone === undefined || more.length > 0 || !isPlain(from, model) || isPlain(to, model)) return [];
  const newText = `[${textOf(model, arg)}, ${JSON.stringify(zone)}]`;
  // It may be open, or closed, at other times than before.
  return [{ title: `Read both in ${zone}`, edits: [{ span: arg, newText }], unsafe: true }];
}

/** Given the instant alone. */
function isPlain({ call: { args } }: ZoneReading, { values }: PolicyModel): boolean {
  return args[0] !== undefined && values.valuesOf(args[0]).every(({ kind }) => kind === 'input');
}
