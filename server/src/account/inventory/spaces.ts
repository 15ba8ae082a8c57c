import * as z from 'zod';
import { ROOT } from '../../core/simulation/grants.ts';
import type { Space } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { SpacesDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { isRecord, type ItemReader, listOf, nonEmpty, type Reading, readItems } from './readList.ts';

const shape = z.object({
  id: nonEmpty,
  name: z.string(),
  description: z.string().nullish(),
  parentSpace: z.string().nullish(),
  inheritEntities: z.boolean().nullish(),
  labels: z.array(z.string()).nullish(),
});

const reader: ItemReader<z.output<typeof shape>, Space> = {
  shape,
  many: 'spaces',
  keyOf: ({ id }) => id,
  convert: ({ id, name, description, parentSpace, inheritEntities, labels }, lack) => {
    if (typeof inheritEntities !== 'boolean') lack('inheritEntities');
    return {
      id,
      name,
      description: description ?? '',
      ...(parentSpace && { parentSpace }),
      inheritEntities: inheritEntities ?? false,
      labels: labels ?? [],
    };
  },
};

export interface SpacesReading extends Reading<Space> {
  /** What the viewer has in `root`, as it was answered. */
  levelInRoot: unknown;
}

/** @throws {AccountError} `forbidden` also where none is listed: every account has `root` */
export async function fetchSpaces(ask: Ask): Promise<SpacesReading> {
  const answer = await ask(SpacesDocument, {});
  const list = listOf(answer, 'spaces');
  if (list.length === 0) {
    throw new AccountError('forbidden', `no space is listed, not even ${ROOT}: no permission to see any space`);
  }
  const { items, gaps } = readItems(list, answer, reader);
  const circles = findCircles(items);
  const spaces = items.map((space) => (circles.has(space.id) ? withoutParent(space) : space));
  if (circles.size > 0) gaps.push(`${circles.size} of ${items.length} spaces in a circle: their parents are left out`);
  gaps.push(...describeHoles(spaces));
  const root = list.find((entry) => isRecord(entry) && entry['id'] === ROOT);
  return { items: spaces, gaps, levelInRoot: isRecord(root) ? root['accessLevel'] : undefined };
}

function withoutParent({ id, name, description, inheritEntities, labels }: Space): Space {
  return { id, name, description, inheritEntities, labels };
}

/** The ids of all spaces that are above themselves. */
function findCircles(spaces: readonly Space[]): Set<string> {
  const parents = new Map(spaces.map(({ id, parentSpace }) => [id, parentSpace]));
  const circles = new Set<string>();
  const done = new Set<string>();
  for (const { id } of spaces) {
    const chain = new Set<string>();
    let above: string | undefined = id;
    while (above !== undefined && !done.has(above) && !chain.has(above)) {
      chain.add(above);
      above = parents.get(above);
    }
    const steps = [...chain];
    if (above !== undefined && chain.has(above)) steps.slice(steps.indexOf(above)).forEach((step) => circles.add(step));
    steps.forEach((step) => done.add(step));
  }
  return circles;
}

/** Where the tree is not whole: a credential sees only the spaces that it has access to. */
function describeHoles(spaces: readonly Space[]): string[] {
  const ids = new Set(spaces.map(({ id }) => id));
  const orphans = spaces.filter(({ id, parentSpace }) => (parentSpace ? !ids.has(parentSpace) : id !== ROOT)).length;
  const gaps = ids.has(ROOT) ? [] : [`${ROOT} is not among those that can be seen`];
  if (orphans > 0) gaps.push(`${orphans} of ${spaces.length} spaces without a parent that can be seen`);
  return gaps;
}
