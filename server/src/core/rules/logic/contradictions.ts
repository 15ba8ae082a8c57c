/** Demands of a clause that are never met together. */
import { remembered } from '../../remembered.ts';
import type { Clause, PolicyModel } from '../../syntax/model.ts';
import { conflict } from './conflicts.ts';
import { DemandReader } from './demandReader.ts';
import type { Demand } from './demands.ts';

/** Remembered, as several rules ask for the demands of a policy. */
export const demandsIn = remembered((model: PolicyModel) => new DemandReader(model));

/** The first two that conflict, in the order of the text, of those that `isMeant`. */
export function findConflict(
  demands: readonly Demand[],
  isMeant: (first: Demand, second: Demand) => boolean = () => true,
): [Demand, Demand] | undefined {
  for (const [index, second] of demands.entries()) {
    const first = demands.slice(0, index).find((each) => isMeant(each, second) && conflict(each, second));
    if (first) return [first, second];
  }
  return undefined;
}

/** Whether a clause never fires because of it, or because of a helper rule that it asks for. */
export function contradictsItself(clause: Clause, model: PolicyModel): boolean {
  return findConflict(demandsIn(model).read(clause)) !== undefined;
}
