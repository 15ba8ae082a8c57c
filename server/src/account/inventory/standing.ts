/**
 * How much of the account its viewer sees: lists hold what the requester has access to (the resources of Spacelift's
 * Terraform provider say so), and do not say that something is left out.
 */
import { AccountError } from '../../core/account/accountError.ts';
import type { Space } from '../../protocol/account.ts';
import { ViewerDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { fieldOf, isRecord, type Reading } from './readList.ts';
import type { SpacesReading } from './spaces.ts';

/** Who asks, as the server says it. */
interface SeenViewer {
  /** Undefined: not known. */
  readonly id: string | undefined;
  /** Of the whole account. */
  readonly isAdmin: boolean;
}

interface Standing extends SeenViewer {
  /** The level in `root`, which reaches every space. Undefined: none, or not told. */
  readonly inRoot: unknown;
}

/** Of a viewer who is not known, nothing is taken for granted. @throws {AccountError} `cancelled` */
export async function fetchViewer(ask: Ask): Promise<SeenViewer> {
  try {
    const viewer = fieldOf(await ask(ViewerDocument, {}), 'viewer');
    const { id, admin } = isRecord(viewer) ? viewer : {};
    return { id: typeof id === 'string' && id !== '' ? id : undefined, isAdmin: admin === true };
  } catch (error) {
    if (error instanceof AccountError && error.kind !== 'cancelled') return { id: undefined, isAdmin: false };
    throw error;
  }
}

/** @throws {AccountError} `cancelled` */
export async function readStanding(viewer: Promise<SeenViewer>, spaces: Promise<SpacesReading>): Promise<Standing> {
  const inRoot = spaces.then(
    ({ levelInRoot }) => levelInRoot,
    () => undefined,
  );
  return { ...(await viewer), inRoot: await inRoot };
}

/** With the gap that there may be more, unless the viewer is an administrator. */
export async function asFarAsSeen<Item>(
  reading: Promise<Reading<Item>>,
  standing: Promise<Standing>,
): Promise<Reading<Item>> {
  const [read, { isAdmin, inRoot }] = await Promise.all([reading, standing]);
  if (isAdmin || inRoot === 'ADMIN') return read;
  const isEmpty = read.items.length === 0 && read.gaps.length === 0;
  const none = 'none listed: there is none, or no permission to see any';
  return { ...read, gaps: [...read.gaps, isEmpty ? none : 'an administrator may see more'] };
}

/** To read in `root` is not enough to see every space, as a role below may give that too. */
export async function asFarAsSpacesSeen(
  reading: Promise<SpacesReading>,
  standing: Promise<Standing>,
): Promise<Reading<Space>> {
  const [{ items, gaps }, { isAdmin, inRoot }] = await Promise.all([reading, standing]);
  if (isAdmin || inRoot === 'ADMIN' || inRoot === 'WRITE') return { items, gaps };
  return { items, gaps: [...gaps, 'only spaces that this credential has access to are listed'] };
}
