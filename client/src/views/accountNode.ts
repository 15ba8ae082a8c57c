/** What a row of the account's views is: data alone, so that it can be tried without an editor. */

import { shownLabel, shownLines, shownText } from './shownText.ts';

/** Something of the account that actions are for. */
export interface AccountItem {
  readonly kind: 'role' | 'space' | 'apiKey' | 'team' | 'loginPolicy';
  readonly name: string;
  /** What a policy writes for it: a slug, an id, a login, a team. */
  readonly code?: string;
  readonly slug?: string;
  readonly id?: string;
  /** What an API key logs in as. */
  readonly login?: string;
}

export interface AccountNode {
  /** The same for the same thing, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** A codicon's name. */
  readonly icon?: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly item?: AccountItem;
  /** Words that the menus ask for, beside those of the item. */
  readonly context?: string;
  /** Run when the row is chosen, with the node. */
  readonly command?: string;
  /** Made when the row is opened; missing for one that can't be. */
  readonly children?: () => readonly AccountNode[];
  /** Open from the start. */
  readonly isOpen?: boolean;
}

/** What the menus ask for, by `viewItem =~ /\bslug\b/`. */
export function contextOf({ item, context }: AccountNode): string {
  if (!item) return context ?? '';
  const has = (['code', 'slug', 'id', 'login'] as const).filter((name) => item[name] !== undefined);
  return [item.kind, ...has, ...(context === undefined ? [] : [context])].join(' ');
}

/** As it is shown, whatever characters it holds. */
export function shownNode(node: AccountNode): AccountNode {
  const { label, description, tooltip, spoken } = node;
  const told = tooltip ?? (description === undefined ? label : `${label}: ${description}`);
  return {
    ...node,
    label: shownLabel(label),
    ...(description !== undefined && { description: shownLabel(description) }),
    tooltip: shownLines(told),
    spoken: shownText(spoken),
  };
}

/** A row that only tells something. */
export function tell(id: string, label: string, icon: string, rest: Partial<AccountNode> = {}): AccountNode {
  const spoken = rest.description === undefined ? label : `${label}: ${rest.description}`;
  return { id, label, icon, spoken, ...rest };
}

/** Words by their language's order, numbers in them as numbers. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return COLLATOR.compare(a.name, b.name);
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
