/** The profiles that spacectl keeps (spacectl, client/session/profile_manager.go and stored_credentials.go). */
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { BadInput } from '../../core/badInput.ts';
import { readVariable, type Environment } from '../variables.ts';
import type { FoundCredential } from '../../protocol/credential.ts';
import type { SpacectlProfile } from '../../protocol/signIn.ts';
import { readJwt } from '../jwt.ts';
import { tokenCredential, type TokenCredential } from './tokenCredential.ts';

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
  /** Those that have a credential, in the file's order. */
  readonly profiles: readonly SpacectlProfile[];
  /**
   * The credential of a profile, or of the current one. Undefined: the current one is wanted, and there is no profile
   * at all.
   * @throws {BadInput} where there is no such profile, none is selected, or it lacks what its type needs
   */
  credentialOf(alias?: string): FoundCredential | UnknownKind | undefined;
}

/** The profile is of a kind that this version does not know, and spacectl may. */
export interface UnknownKind {
  /** In words. */
  unknown: string;
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
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function toProfiles({ currentProfileAlias, profiles }: z.output<typeof configuration>, file: string): SpacectlProfiles {
  const entries = Object.entries(profiles).map(([alias, profile]) => ({ alias, stored: profile?.credentials }));
  return {
    profiles: entries.flatMap(({ alias, stored }) => {
      if (stored === undefined) return [];
      return [
        { alias, ...(stored.endpoint && { endpoint: stored.endpoint }), isCurrent: alias === currentProfileAlias },
      ];
    }),
    credentialOf: (chosen) => {
      const alias = chosen ?? currentProfileAlias ?? '';
      const entry = entries.find((one) => one.alias === alias);
      if (entry) return toCredential(alias, entry.stored, file);
      const aliases = entries.map((one) => one.alias);
      if (chosen !== undefined)
        throw new BadInput(`${file}: spacectl has no profile "${chosen}"; it has ${list(aliases)}`);
      const [first] = aliases;
      if (first === undefined) return undefined;
      throw new BadInput(`${file}: ${describeNoneSelected(alias, aliases)}: run "spacectl profile select ${first}"`);
    },
  };
}

/** @param alias of the current profile, which is not there (spacectl leaves it when it deletes that one); or empty */
function describeNoneSelected(alias: string, aliases: readonly string[]): string {
  if (alias !== '') return `spacectl's current profile "${alias}" is not there; it has ${list(aliases)}`;
  return `spacectl has ${aliases.length === 1 ? 'profile' : 'profiles'} ${list(aliases)}, and none is selected`;
}

function list(aliases: readonly string[]): string {
  return aliases.length === 0 ? 'none' : aliases.map((alias) => `"${alias}"`).join(', ');
}

function toCredential(
  alias: string,
  stored: StoredCredential | undefined,
  file: string,
): FoundCredential | UnknownKind {
  const from = `spacectl profile "${alias}"`;
  const where = `${file}: ${from}`;
  if (stored === undefined) throw new BadInput(`${where}: has no credentials: run "spacectl profile login ${alias}"`);
  const need = (name: Exclude<keyof StoredCredential, 'type'>): string => {
    const value = stored[name];
    if (!value) throw new BadInput(`${where}: has no ${name}: run "spacectl profile login" again`);
    return value;
  };
  switch (stored.type) {
    case 1:
      return {
        credential: { kind: 'apiKey', endpoint: need('endpoint'), id: need('key_id'), secret: need('key_secret') },
        from,
      };
    case 2:
      return { credential: { kind: 'github', endpoint: need('endpoint'), token: need('access_token') }, from };
    case 3: {
      const credential = tokenCredential(
        need('access_token'),
        stored.endpoint === '' ? undefined : stored.endpoint,
        where,
      );
      return { credential, from: from + describeOtherHost(credential) };
    }
    default:
      return { unknown: `${where}: is of a kind that this version does not know (${stored.type ?? 'none'})` };
  }
}

/**
 * Of a token, the endpoint beside it wins over the host that the token names, as in spacectl (client/session/
 * api_token.go): its login stores the two together, in a file that only the user writes, and a self-hosted server that
 * is reached by another name may name its own. So it is no mistake, and is told wherever the credential is named.
 */
function describeOtherHost({ endpoint, token }: TokenCredential): string {
  const [meant, asked] = [readJwt(token)?.audience[0] ?? '', endpoint].map(hostNamed);
  if (meant === undefined || asked === undefined || meant === asked) return '';
  return ` (which sends a token of ${meant} to ${asked})`;
}

function hostNamed(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
