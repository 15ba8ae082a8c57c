import * as z from 'zod';
import { TeamsDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { listOf, nonEmpty, type Reading, readItems } from './readList.ts';

/** Of an account whose identity provider reports no groups the list is empty, and that is all there is. */
export async function fetchTeams(ask: Ask): Promise<Reading<string>> {
  const answer = await ask(TeamsDocument, {});
  const list = new Set(listOf(answer, 'availableUserGroups'));
  return readItems([...list], answer, reader);
}

const reader = {
  shape: nonEmpty as z.ZodType<string>,
  many: 'teams',
  keyOf: (team: string) => team,
  convert: (team: string) => team,
};
