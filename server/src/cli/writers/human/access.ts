import type pc from 'picocolors';
import { buildInventory, type Inventory } from '../../../core/account/inventory.ts';
import type { AccountSnapshot } from '../../../protocol/account.ts';
import type { SimulationReport, SpaceAccess } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Spaces where something is held, as a tree where the account is known, with inherited access shown as such. */
export function describeAccess(
  report: SimulationReport,
  account: AccountSnapshot | undefined,
  colours: Colours,
): string {
  const spaces = Object.entries(report.access);
  const title = colours.bold('Access by space');
  if (report.decision.access_level === 'deny') return '';
  if (spaces.length === 0) return `${title}\n  none\n`;
  const inventory = account && buildInventory(account);
  const rows = spaces
    .map(([space, access]) => ({
      path: pathOf(space, inventory),
      line: describeSpace(space, access, inventory, colours),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const width = Math.max(...rows.map(({ path }) => path.length));
  return `${title}\n${rows.map(({ path, line }) => `  ${printable(path.padEnd(width))}  ${line}\n`).join('')}`;
}

function describeSpace(
  space: string,
  { roles, readFrom }: SpaceAccess,
  inventory: Inventory | undefined,
  colours: Colours,
): string {
  const origins = [...new Set(roles.map(({ from }) => from))];
  const held = origins.map((origin) => {
    const slugs = printable(roles.flatMap(({ slug, from }) => (from === origin ? [slug] : [])).join(', '));
    if (origin === space) return colours.green(slugs);
    return `${slugs} ${colours.dim(`inherited from ${printable(nameOf(origin, inventory))}`)}`;
  });
  const read = readFrom === undefined ? [] : [`read, through a role in ${printable(nameOf(readFrom, inventory))}`];
  return [...held, ...read.map((text) => colours.dim(text))].join('; ');
}

function nameOf(space: string, inventory: Inventory | undefined): string {
  return inventory?.space(space)?.name ?? space;
}

/** `root / production / eu (eu-01H…)`; the id alone where the account does not know it. */
function pathOf(space: string, inventory: Inventory | undefined): string {
  const names = inventory?.pathOf(space);
  if (names === undefined || names.join('/') === space) return space;
  return `${names.join(' / ')} (${space})`;
}
