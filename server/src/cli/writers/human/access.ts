import type pc from 'picocolors';
import type { Inventory } from '../../../core/account/inventory.ts';
import type { SimulationReport, SpaceAccess } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Spaces where something is held, as a tree where the account is known, with inherited access shown as such. */
export function describeAccess(report: SimulationReport, account: Inventory | undefined, colours: Colours): string {
  const spaces = Object.keys(report.access);
  const title = colours.bold('Access by space');
  if (report.decision.access_level === 'deny') return '';
  if (spaces.length === 0) return `${title}\n  none\n`;
  const rows = placeInTree(spaces, account);
  const [labels, ids] = [rows.map(({ label }) => label.length), rows.map(({ id }) => id.length)];
  const lines = rows.map(({ space, label, id }) => {
    const columns = `${label.padEnd(Math.max(...labels))}  ${colours.dim(id.padEnd(Math.max(...ids)))}`;
    const held = describeSpace(space, report.access[space], account, colours);
    return `  ${columns}${Math.max(...ids) > 0 ? '  ' : ''}${held}\n`;
  });
  return `${title}\n${lines.join('')}`;
}

interface Row {
  space: string;
  /** The name below that of the nearest space above that is shown, further in. */
  label: string;
  /** Empty where the name is the id. */
  id: string;
}

/** From the root down, spaces beside each other by name. */
function placeInTree(spaces: readonly string[], inventory: Inventory | undefined): Row[] {
  const paths = new Map(spaces.map((space) => [space, inventory?.pathOf(space) ?? [space]]));
  const sorted = [...paths].sort(([, a], [, b]) => (a.join('\n') < b.join('\n') ? -1 : 1));
  const depths = new Map<string, number>();
  return sorted.map(([space, path]) => {
    const above = inventory?.ancestorsOf(space).find(({ id }) => paths.has(id))?.id;
    const depth = above === undefined ? 0 : (depths.get(above) ?? 0) + 1;
    depths.set(space, depth);
    const shownAbove = above === undefined ? 0 : (paths.get(above)?.length ?? 0);
    const name = printable(path.slice(shownAbove).join(' / '));
    return { space, label: `${'  '.repeat(depth)}${name}`, id: name === space ? '' : printable(space) };
  });
}

function describeSpace(
  space: string,
  { roles, readFrom }: SpaceAccess = { roles: [] },
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
