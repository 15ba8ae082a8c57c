/** The credential to use, of all places where one may be. */
import fs from 'node:fs';
import { BadInput } from '../../core/badInput.ts';
import type { CredentialChoice } from '../../core/ports.ts';
import type { Environment } from '../variables.ts';
import { readBesideKeyFile, readEnvironment } from './environment.ts';
import { exportToken } from './exportToken.ts';
import type { FoundCredential } from '../../protocol/credential.ts';
import { readKeyFile } from './keyFile.ts';
import { readSpacectlProfiles, spacectlFile } from './spacectl.ts';

export interface CredentialPlaces {
  environment: Environment;
  home: string;
}

const HINT =
  'set SPACELIFT_API_KEY_ENDPOINT, SPACELIFT_API_KEY_ID and SPACELIFT_API_KEY_SECRET, or sign in with "spacectl profile login"';

/**
 * The environment wins over spacectl's current profile, as with spacectl itself; what was chosen wins over both.
 * @throws {BadInput} where there is none, or what is there is not whole
 */
export async function findCredential(choice: CredentialChoice, places: CredentialPlaces): Promise<FoundCredential> {
  if (choice.keyFile !== undefined) return fromKeyFile(choice.keyFile, places.environment);
  if (choice.profile !== undefined) return fromProfile(choice.profile, places);
  const found = readEnvironment(places.environment) ?? (await fromSpacectl(places));
  if (found === undefined) throw new BadInput(`no credential for Spacelift was found: ${HINT}`);
  return found;
}

/** Of the current profile; by spacectl itself where its file has none, or one of a kind that it alone may know. */
async function fromSpacectl(places: CredentialPlaces): Promise<FoundCredential | undefined> {
  const stored = await readSpacectlProfiles(spacectlFile(places.environment, places.home));
  const current = stored?.credentialOf();
  if (current && 'credential' in current) return current;
  const exported = await exportToken(places);
  if (exported === undefined && current) throw new BadInput(current.unknown);
  return exported;
}

async function fromProfile(alias: string, { environment, home }: CredentialPlaces): Promise<FoundCredential> {
  const file = spacectlFile(environment, home);
  const found = (await readSpacectlProfiles(file))?.credentialOf(alias);
  if (found === undefined) throw new BadInput(`${file}: no such file, so spacectl has no profile "${alias}"`);
  if ('unknown' in found) throw new BadInput(found.unknown);
  return found;
}

async function fromKeyFile(file: string, environment: Environment): Promise<FoundCredential> {
  const beside = readBesideKeyFile(environment);
  const { id = beside.id, secret } = readKeyFile(await readText(file), file);
  const { endpoint } = beside;
  if (id === undefined)
    throw new BadInput(
      `${file}: has no id, as older files: set SPACELIFT_API_KEY_ID, which Spacelift shows beside the key`,
    );
  if (endpoint === undefined) {
    throw new BadInput(
      `${file}: does not say of which account: set SPACELIFT_API_KEY_ENDPOINT, such as https://example.app.spacelift.io`,
    );
  }
  return { credential: { kind: 'apiKey', endpoint, id, secret }, from: file };
}

async function readText(file: string): Promise<string> {
  try {
    return await fs.promises.readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BadInput(code === 'ENOENT' ? `${file}: no such file` : `${file}: can't be read (${code})`);
  }
}
