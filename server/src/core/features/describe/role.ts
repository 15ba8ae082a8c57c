import type { Role } from '../../../protocol/account.ts';
import { canRead, groupActions } from './actions.ts';
import { code, list, paragraphs, plain } from './markdown.ts';

const BLIND =
  '**Lacks Space Read**: whoever holds nothing else in a space does not see it. Grant a role that reads beside it.';

const ADMINISTERS = 'In the space `root`, `space-admin` makes an administrator of the whole account.';

/** A role: its name, what it is for, what it may do, and what it lacks. Markdown. */
export function describeRole({ name, slug, description, isSystem, actions }: Role): string {
  const groups = [...groupActions(actions)].map(([subject, verbs]) => {
    const words = verbs.filter((verb) => verb !== '').map(plain);
    return words.length === 0 ? plain(subject) : `${plain(subject)}: ${words.join(', ')}`;
  });
  return paragraphs(
    `**${plain(name)}** · role ${code(slug)} · ${isSystem ? 'system' : 'custom'}`,
    plain(description),
    groups.length === 0 ? 'No actions are listed.' : list(groups),
    // Of a system role the actions may not all be shown.
    !isSystem && actions.length > 0 && !canRead(actions) ? BLIND : undefined,
    slug === 'space-admin' ? ADMINISTERS : undefined,
  );
}
