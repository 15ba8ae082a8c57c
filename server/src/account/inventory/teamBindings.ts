import * as z from 'zod';
import type { TeamBinding } from '../../protocol/account.ts';
import { TeamBindingsDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { type ItemReader, listOf, nonEmpty, type Reading, readItems } from './readList.ts';

/** Spacelift's own roles that the levels of access come to (domain.md 2.2). */
const ROLES = { READ: 'space-reader', WRITE: 'space-writer', ADMIN: 'space-admin' } as const;

const shape = z.object({
  groupName: nonEmpty,
  accessRules: z.array(z.object({ space: nonEmpty, spaceAccessLevel: z.enum(['READ', 'WRITE', 'ADMIN']) })).nullish(),
});

/** A team, and the levels that it has. */
interface TeamLevels {
  team: string;
  levels: { space: string; spaceAccessLevel: keyof typeof ROLES }[];
}

const reader: ItemReader<z.output<typeof shape>, TeamLevels> = {
  shape,
  many: 'teams',
  keyOf: (item) => JSON.stringify(item),
  convert: ({ groupName, accessRules }, lack) => {
    if (!accessRules) lack('accessRules');
    return { team: groupName, levels: accessRules ?? [] };
  },
};

/** Never complete: which other roles a team has, Spacelift's API does not list. */
export async function fetchTeamBindings(ask: Ask): Promise<Reading<TeamBinding>> {
  const answer = await ask(TeamBindingsDocument, {});
  const { items, gaps } = readItems(listOf(answer, 'managedUserGroups'), answer, reader);
  const bindings = items.flatMap(({ team, levels }) =>
    levels.map(({ space, spaceAccessLevel }): TeamBinding => ({ team, role: ROLES[spaceAccessLevel], space })),
  );
  const own = new Map(bindings.map((binding) => [JSON.stringify(binding), binding]));
  return {
    items: [...own.values()],
    gaps: ['only the levels Read, Write and Admin of teams can be asked for, not which roles they come from', ...gaps],
  };
}
