import * as z from 'zod';
import type { ApiKey, RoleBinding } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { ApiKeysDocument } from '../generated/documents.ts';
import type { Viewer } from '../saved/viewer.ts';
import type { Ask } from './ask.ts';
import { formatSeconds, type ItemReader, listOf, nonEmpty, type Reading, readItems, seconds } from './readList.ts';

const shape = z.object({
  id: nonEmpty,
  name: z.string(),
  description: z.string().nullish(),
  type: z.enum(['SECRET', 'OIDC']).nullish(),
  admin: z.boolean().nullish(),
  createdAt: seconds,
  lastUsedAt: seconds.nullish(),
  expiresAt: seconds.nullish(),
  deleted: z.boolean().nullish(),
  teams: z.array(z.string()).nullish(),
  // A key is of use without them.
  apiKeyRoleBindings: z.unknown().optional(),
});

const bindings = z.array(z.object({ role: z.object({ slug: nonEmpty }), spaceID: nonEmpty })).nullish();

const reader: ItemReader<z.output<typeof shape>, ApiKey> = {
  shape,
  many: 'API keys',
  keyOf: ({ id }) => id,
  convert: (key, lack) => {
    for (const field of ['type', 'admin', 'deleted', 'teams'] as const) if (key[field] == null) lack(field);
    return {
      id: key.id,
      name: key.name,
      description: key.description ?? '',
      type: key.type ?? 'SECRET',
      teams: key.teams ?? [],
      admin: key.admin ?? false,
      createdAt: formatSeconds(key.createdAt),
      // 0 is taken for "never", as Go writes a time that is not set (assumed).
      ...(key.expiresAt && { expiresAt: formatSeconds(key.expiresAt) }),
      ...(key.lastUsedAt && { lastUsedAt: formatSeconds(key.lastUsedAt) }),
      deleted: key.deleted ?? false,
      ...readBindings(key.apiKeyRoleBindings, lack),
    };
  },
};

function readBindings(list: unknown, lack: (field: string) => void): { roleBindings?: RoleBinding[] } {
  const read = bindings.safeParse(list);
  if (!read.success) lack('apiKeyRoleBindings');
  if (!read.data) return {};
  return { roleBindings: read.data.map(({ role, spaceID }) => ({ role: role.slug, space: spaceID })) };
}

/** @throws {AccountError} `forbidden` also where an API key asks and none is listed: it is one */
export async function fetchApiKeys(ask: Ask, viewer: Viewer): Promise<Reading<ApiKey>> {
  const answer = await ask(ApiKeysDocument, {});
  const list = listOf(answer, 'apiKeys');
  const asking = viewer.kind === 'apiKey' ? viewer.id.toUpperCase() : undefined;
  if (list.length > 0) {
    const { items, gaps } = readItems(list, answer, reader);
    const isWhole = asking === undefined || items.some(({ id }) => id.toUpperCase() === asking);
    return { items, gaps: isWhole ? gaps : [...gaps, 'the API key that asks is not among them'] };
  }
  if (asking !== undefined) {
    throw new AccountError('forbidden', 'no API key is listed, not even the one that asks: no permission to see them');
  }
  return { items: [], gaps: [] };
}
