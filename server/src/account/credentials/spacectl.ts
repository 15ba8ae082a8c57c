/** The profiles that spacectl keeps (spacectl, client/session/profile_manager.go and stored_credentials.go). */
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { BadInput } from '../../core/badInput.ts';
import { readVariable, type Environment } from '../variables.ts';
import type { Credential, FoundCredential } from '../../protocol/credential.ts';
import type { SpacectlProfile } from '../../protocol/signIn.ts';
import { tokenCredential } from './tokenCredential.ts';

const storedCredential = z.object({
  type: z.number().optional(),
  endpoint: z.string().optional(),
  access_token: z.string().optional(),
  key_id: z.string().optional(),
  key_secret: z.string().optional(),
});

const configuration = z.object({
  currentProfileAlias: z.string().optional(),
  profiles: z
    .record(z.string(), z.object({ credentials: storedCredential.optional() }).nullable())
    .nullish()
    .transform((profiles) => profiles ?? {}),
});

type StoredCredential = z.output<typeof storedCredential>;

/** What is in spacectl's file. */
export interface SpacectlProfiles {
  /** In the file's order. */
  readonly profiles: readonly SpacectlProfile[];
  /**
   * The credential of a profile, or of the current one. Undefined: there is none of that name (or no current one), or it
   * is of a type that this version does not know.
   * @throws {BadInput} for a profile that lacks what its type needs
   */
  credentialOf(alias?: string): FoundCredential | undefined;
}

/** `$SPACELIFT_CONFIG_DIR/config.json`, else `~/.spacelift/config.json`. */
export function spacectlFile(environment: Environment, home: string): string {
  const folder = readVariable(environment, 'SPACELIFT_CONFIG_DIR')?.value ?? path.join(home, '.spacelift');
  return path.join(folder, 'config.json');
}

/**
 * @returns undefined where there is no such file
 * @throws {BadInput} for a file that can't be read, or that is not spacectl's
 */
export async function readSpacectlProfiles(file: string): Promise<SpacectlProfiles | undefined> {
  let text: string;
  try {
    text = await fs.promises.readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new BadInput(`${file}: can't be read (${code})`);
  }
  const read = configuration.safeParse(parseJson(text));
  if (!read.success)
    throw new BadInput(`${file}: is not as spacectl writes it: run "spacectl profile list" to see why`);
  return toProfiles(read.data, file);
}

/** Whatever JSON.parse says may quote what is in the file. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toProfiles({ currentProfileAlias, profiles }: z.output<typeof configuration>, file: string): SpacectlProfiles {
  const entries = Object.entries(profiles).flatMap(([alias, profile]) =>
    profile?.credentials ? [{ alias, stored: profile.credentials }] : [],
  );
  return {
    profiles: entries.map(({ alias, stored }) => ({
      alias,
      ...(stored.endpoint && { endpoint: stored.endpoint }),
      isCurrent: alias === currentProfileAlias,
    })),
    credentialOf: (alias = currentProfileAlias) => {
      const entry = entries.find((one) => one.alias === alias);
      const from = `spacectl profile "${alias ?? ''}"`;
      const credential = entry && toCredential(entry.stored, `${file}: ${from}`);
      return credential && { credential, from };
    },
  };
}

function toCredential(stored: StoredCredential, where: string): Credential | undefined {
  const need = (name: Exclude<keyof StoredCredential, 'type'>): string => {
    const value = stored[name];
    if (!value) throw new BadInput(`${where}: has no ${name}: run "spacectl profile login" again`);
    return value;
  };
  switch (stored.type) {
    case 1:
      return { kind: 'apiKey', endpoint: need('endpoint'), id: need('key_id'), secret: need('key_secret') };
    case 2:
      return { kind: 'github', endpoint: need('endpoint'), token: need('access_token') };
    case 3:
      return tokenCredential(need('access_token'), stored.endpoint === '' ? undefined : stored.endpoint, where);
    default:
      return undefined;
  }
}
