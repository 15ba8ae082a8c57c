/** A token from spacectl itself, of its current profile: for profiles whose secrets are not in its file. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BadInput } from '../../core/badInput.ts';
import type { Environment } from '../variables.ts';
import type { FoundCredential } from '../../protocol/credential.ts';
import { tokenCredential } from './tokenCredential.ts';

const COMMAND = 'spacectl profile export-token';
interface ExportPlaces {
  environment: Environment;
  home: string;
}

/** It asks Spacelift for a token, over the network. */
const LIMIT_MS = 30_000;

/**
 * Runs `spacectl profile export-token`, in the person's own folder: where this process runs may be a workspace, whose
 * program of that name Windows would take first.
 * @returns undefined where there is no spacectl
 * @throws {BadInput} where it gives no token. What it printed is not told: it may hold one
 */
export async function exportToken({ environment, home }: ExportPlaces): Promise<FoundCredential | undefined> {
  let token: string;
  try {
    const options = { cwd: home, env: { ...environment }, timeout: LIMIT_MS, windowsHide: true };
    const { stdout } = await promisify(execFile)('spacectl', ['profile', 'export-token'], options);
    token = stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new BadInput(`"${COMMAND}" gave no token: run it to see why, then "spacectl profile login"`);
  }
  return { credential: tokenCredential(token, undefined, `"${COMMAND}"`), from: COMMAND };
}
