import fs from 'node:fs';
import path from 'node:path';
import { FileTrouble } from './readFile.ts';

/**
 * Writes a file whole or not at all, readable by its owner only.
 * @throws {FileTrouble}
 */
export function writeOwnFile(file: string, text: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new FileTrouble(
      file,
      code === 'ENOENT' ? "can't be written: its folder does not exist" : `can't be written (${code})`,
    );
  }
}
