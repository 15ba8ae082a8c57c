/** A week of hours: what is asked. */
import { Temporal } from 'temporal-polyfill';
import type { WeekRequest } from '../../../server/src/protocol/week.ts';
import type { Suggestions } from '../../../server/src/protocol/suggestions.ts';
import { defaultZone } from './clock.ts';
import { sessionOf, withValue, type Form } from './form.ts';
import type { WeekForm } from './overviewForms.ts';

/** Undefined where the form for a session does not say who. */
export function weekRequest(
  { form, suggestions }: { form: Form; suggestions: Suggestions },
  week: WeekForm,
): WeekRequest | undefined {
  const session = sessionOf(form);
  if (!session) return undefined;
  const zone = week.zone ?? defaultZone(suggestions.zones);
  return {
    session: withValue(session, 'at', undefined),
    zone,
    date: week.date ?? Temporal.Now.plainDateISO(zone).toString(),
  };
}
