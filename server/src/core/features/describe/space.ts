import type { Space } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { code, list, paragraphs, plain, row } from './markdown.ts';

/** A space: where it is in the tree, its labels, and how far roles reach that are granted in it. Markdown. */
export function describeSpace(space: Space, account: Inventory): string {
  const { id, name, description, labels } = space;
  const facts = [
    labels.length > 0 ? `Labels: ${row(labels.map(code))}` : undefined,
    describeUpwards(space, account),
    describeDownwards(space, account),
    describeHeirs(space, account),
  ];
  return paragraphs(
    `**${plain(name)}** · space ${code(id)}`,
    pathOf(space, account),
    plain(description),
    list(facts.filter((fact) => fact !== undefined)),
  );
}

/** `root / production / eu`; nothing for what has nothing above it. */
function pathOf({ id }: Space, account: Inventory): string | undefined {
  const names = account.pathOf(id) ?? [];
  return names.length < 2 ? undefined : names.map(plain).join(' / ');
}

function describeUpwards(space: Space, account: Inventory): string | undefined {
  if (space.parentSpace === undefined) return undefined;
  const readable = readFrom(space, account);
  const above = plain(account.space(space.parentSpace)?.name ?? space.parentSpace);
  if (readable.length === 0) return `Does not inherit from ${above}: a role here gives nothing there`;
  return `Inherits from ${above}: any role here gives Read in ${row(readable.map(({ name }) => plain(name)))}`;
}

/** The spaces above that any role in this one makes readable: as far up as each inherits. */
function readFrom(space: Space, account: Inventory): Space[] {
  const readable: Space[] = [];
  let below = space;
  for (const above of account.ancestorsOf(space.id)) {
    if (!below.inheritEntities) break;
    readable.push(above);
    below = above;
  }
  return readable;
}

function describeDownwards({ id }: Space, account: Inventory): string | undefined {
  if (id === 'root') return 'A role here counts in every space of the account';
  const below = account.descendantsOf(id);
  return below.length === 0
    ? undefined
    : `A role here counts in ${countOf(below)} below too: ${row(below.map(({ name }) => plain(name)))}`;
}

function describeHeirs({ id }: Space, account: Inventory): string | undefined {
  const heirs = account.childrenOf(id).filter(({ inheritEntities }) => inheritEntities);
  return heirs.length === 0 ? undefined : `Inherited by ${row(heirs.map(({ name }) => plain(name)))}`;
}

function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? 'the space' : `the ${String(length)} spaces`;
}
