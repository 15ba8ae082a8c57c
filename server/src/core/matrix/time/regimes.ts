/** Which offsets the zones have on each day, as clocks are put forward and back. */
import { ascending } from '../../ascending.ts';
import { offsetsAt } from './cycles.ts';
import { numberOf } from './civilDays.ts';
import { changesWithin } from './limitsWithin.ts';
import { inZone, type Section } from './section.ts';

export interface Regimes {
  /** Of a day (`CivilDay.number`) the offsets, of one on which some change those before and those after. */
  at(day: number): string[];
  /** Whether some zone's date is ever a day behind, or ahead, of `frame`'s. */
  readonly differences: readonly { readonly isBehind: boolean; readonly isAhead: boolean }[];
}

/** @param frame the zone whose days they are */
export function readRegimes(zones: readonly string[], frame: string, within: Required<Section>): Regimes {
  const changes = [...new Set(zones.flatMap((zone) => changesWithin(zone, within)))].sort(ascending);
  const instants = [within.start, ...changes];
  const offsets = instants.map((instant) => offsetsAt(instant, zones));
  const days = changes.map((instant) => numberOf(inZone(instant, frame).toPlainDate()));
  const apart = zones.map((zone) =>
    instants.map((instant) => inZone(instant, zone).offsetNanoseconds - inZone(instant, frame).offsetNanoseconds),
  );
  return {
    at: (day) => {
      const before = days.filter((one) => one < day).length;
      const until = days.filter((one) => one <= day).length;
      return offsets.slice(before, until + 1);
    },
    differences: apart.map((own) => ({
      isBehind: own.some((nanoseconds) => nanoseconds < 0),
      isAhead: own.some((nanoseconds) => nanoseconds > 0),
    })),
  };
}
