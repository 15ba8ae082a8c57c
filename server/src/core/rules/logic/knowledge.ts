/** What is known of the two kinds of input that a login policy gets: of a login, and of an action through Slack. */
import { INPUT, type InputNode } from '../../policy/loginContract.ts';
import type { Step } from '../../syntax/values/value.ts';
import { ANY, BOOLEAN, HOLDS, UNDEFINED, type Outcomes } from './outcomes.ts';

/** What can be at a path below `input`; a step is undefined where any may be meant. */
export type Knowledge = (path: readonly Step[]) => Outcomes;

/** A login. What only some logins have (and `slack`, which none has) may be there or not. */
export const OF_A_LOGIN: Knowledge = (path) => {
  const nodes = nodesAlong(path);
  const last = nodes?.at(-1);
  if (!nodes || !last || path[0] === 'slack') return ANY;
  const isSure = nodes.every(({ 'x-spacelift': facts }) => !facts?.machineOnly && facts?.newSince === undefined);
  return isSure ? byType(last) : ANY;
};

/** Where nothing is there that needs a session. */
export const THROUGH_SLACK: Knowledge = (path) => {
  const nodes = nodesAlong(path, true);
  const last = nodes?.at(-1);
  if (nodes?.some(({ 'x-spacelift': facts }) => facts?.slack === false)) return UNDEFINED;
  const isWhole = last !== undefined && nodes?.length === path.length + 1;
  return isWhole && last.type === 'object' ? HOLDS : ANY;
};

/** The schema's nodes from the root to the path's end; undefined (or, if `partly`, those before) where it is left. */
function nodesAlong(path: readonly Step[], partly = false): readonly InputNode[] | undefined {
  const nodes: InputNode[] = [INPUT];
  for (const step of path) {
    const { properties = {} } = nodes.at(-1) ?? {};
    const next = typeof step === 'string' && Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (!next) return partly ? nodes : undefined;
    nodes.push(next);
  }
  return nodes;
}

function byType({ type }: InputNode): Outcomes {
  if (type === undefined) return ANY;
  return type === 'boolean' ? BOOLEAN : HOLDS;
}
