/** The input documents of one login at many instants. */
import { isObject } from '../simulation/rawInput.ts';
import type { Login } from '../simulation/login.ts';
import { printDocument } from '../simulation/loginInput.ts';
import { trimInput } from '../simulation/variants.ts';
import type { PolicyModel } from '../syntax/model.ts';

export interface WeekInputs {
  /** What is different from instant to instant: `finish` makes a document of it. */
  part(instant: bigint): string;
  readonly finish: (part: string) => string;
}

/** What was given whole stays so, but for the time. */
export function writeWeekInputs({ session, document }: Login, model: PolicyModel): WeekInputs {
  const whole: object = session ? trimInput(session.input, model) : (document ?? {});
  const { request, ...others } = whole as { request?: unknown };
  const given = Object.entries(isObject(request) ? request : {});
  const fields = Object.fromEntries(given.filter(([field]) => field !== 'timestamp_ns'));
  const [ofRequest, beside] = [fields, others].map((part) => printDocument(part).slice(1, -1));
  return {
    part: (instant) => [`"timestamp_ns":${instant}`, ofRequest].filter(Boolean).join(','),
    finish: (part) => `{${[`"request":{${part}}`, beside].filter(Boolean).join(',')}}`,
  };
}
