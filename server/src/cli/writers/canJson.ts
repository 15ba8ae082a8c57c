import { parse, stringify } from 'lossless-json';
import type { CanAnswer } from '../../protocol/access.ts';
import { withoutStandIn } from './json.ts';

/** An answer to "can it?" as indented JSON; `input` is printed as JSON too, every number as OPA was given it. */
export function writeCanJson(answer: CanAnswer): string {
  const { input, assumed, ...others } = answer;
  return `${stringify({ ...others, input: parse(input), assumed: withoutStandIn(assumed) }, null, 2) ?? ''}\n`;
}
