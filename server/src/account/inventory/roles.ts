import * as z from 'zod';
import type { Role } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { RolesDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { type ItemReader, listOf, nonEmpty, type Reading, readItems } from './readList.ts';

const shape = z.object({
  id: nonEmpty,
  // Nothing else can stand in for it: a policy that wrote what we make up would grant nothing.
  slug: nonEmpty,
  name: z.string(),
  description: z.string().nullish(),
  isSystem: z.boolean().nullish(),
  actions: z.array(z.string()).nullish(),
});

const reader: ItemReader<z.output<typeof shape>, Role> = {
  shape,
  many: 'roles',
  keyOf: ({ slug }) => slug,
  convert: ({ id, slug, name, description, isSystem, actions }, lack) => {
    if (typeof isSystem !== 'boolean') lack('isSystem');
    if (!actions) lack('actions');
    return { id, slug, name, description: description ?? '', isSystem: isSystem ?? false, actions: actions ?? [] };
  },
};

/** @throws {AccountError} `forbidden` also where none is listed: there are always Spacelift's own */
export async function fetchRoles(ask: Ask): Promise<Reading<Role>> {
  const answer = await ask(RolesDocument, {});
  const list = listOf(answer, 'roles');
  if (list.length === 0) {
    throw new AccountError('forbidden', 'no role is listed, not even those of Spacelift: no permission to see roles');
  }
  return readItems(list, answer, reader);
}
