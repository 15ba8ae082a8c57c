/** The roles of the account, and what each of them allows. */
import type { Part, Role } from '../../../server/src/protocol/account.ts';
import type { ActionWordsResult } from '../../../server/src/protocol/lsp.ts';
import { byName, tell, type AccountItem, type AccountNode } from './accountNode.ts';
import { groupBy } from './groupBy.ts';
import { withState } from './partNode.ts';

export function roleNodes(part: Part<Role>, actions: ActionWordsResult): readonly AccountNode[] {
  return withState('roles', part, 'There are no roles', () =>
    [...part.items].sort(byName).map((role) => roleNode(role, actions)),
  );
}

export function roleItem({ slug, name, id }: Role): AccountItem {
  return { kind: 'role', name, code: slug, slug, id };
}

function roleNode(role: Role, words: ActionWordsResult): AccountNode {
  const { slug, name, description, isSystem, actions } = role;
  const origin = isSystem ? 'system' : 'custom';
  return {
    id: `role/${slug}`,
    label: name,
    description: `${slug} · ${origin}`,
    tooltip: [`${name} (${slug})`, description, `${isSystem ? 'System' : 'Custom'} role`].filter(Boolean).join('\n'),
    icon: isSystem ? 'lock' : 'shield',
    spoken: `Role ${name}, slug ${slug}, ${origin}, ${count(actions.length, 'action')}`,
    item: roleItem(role),
    children: () => subjectNodes(role, words),
  };
}

function subjectNodes({ slug, actions }: Role, words: ActionWordsResult): readonly AccountNode[] {
  if (actions.length === 0) return [tell(`role/${slug}/none`, 'No actions are listed', 'info')];
  const groups = groupBy([...actions].sort(), (action) => words[action]?.subject ?? action);
  return [...groups].map(([subject, ofSubject]) => subjectNode(slug, subject, ofSubject, words));
}

function subjectNode(slug: string, subject: string, actions: string[], words: ActionWordsResult): AccountNode {
  const verbs = actions.map((action) => words[action]?.verb ?? '');
  const shown = verbs.filter((verb) => verb !== '').join(', ');
  const label = subject.charAt(0).toUpperCase() + subject.slice(1);
  return {
    id: `role/${slug}/${subject}`,
    label,
    ...(shown !== '' && { description: shown }),
    tooltip: actions.join('\n'),
    icon: 'tasklist',
    spoken: shown === '' ? label : `${label}: ${shown}`,
    children: () => actions.map((action) => actionNode(slug, action, words[action]?.verb)),
  };
}

function actionNode(slug: string, action: string, verb = ''): AccountNode {
  const id = `role/${slug}/action/${action}`;
  return verb === '' ? tell(id, action, 'circle-small') : tell(id, verb, 'circle-small', { description: action });
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
