import fs from 'node:fs';
import path from 'node:path';
import { BadInput } from '../core/badInput.ts';

/**
 * All or nothing: a file is never seen half-written, whatever happens meanwhile. Follows symbolic links, keeps the mode.
 * @throws {BadInput} when it can't be written
 */
export function replaceFile(file: string, text: string): void {
  let temporary: string | undefined;
  try {
    const target = fs.realpathSync(file);
    temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    fs.writeFileSync(temporary, text, { mode: fs.statSync(target).mode });
    fs.renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) fs.rmSync(temporary, { force: true });
    throw new BadInput(`${file}: can't be written (${error instanceof Error ? error.message : String(error)})`);
  }
}
