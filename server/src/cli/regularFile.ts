/** Files that nobody has typed the path of: who wrote the path may have meant harm, or a device that never ends. */
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { BadInput } from '../core/badInput.ts';

/** Opens a pipe without waiting for its writer, and makes no terminal ours. Windows has neither. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * All that is in a file, links followed.
 * @param most bytes that it may have
 * @throws {BadInput} for a device, a pipe or a socket, and for a larger file: the message goes behind the file's name
 * @throws what the file system says
 */
export async function readRegularFile(file: string, most: number): Promise<Buffer> {
  const handle = await fs.open(file, FLAGS);
  try {
    const stat = await handle.stat();
    // A folder says itself what it is when it is read.
    if (!stat.isFile() && !stat.isDirectory()) {
      throw new BadInput('is a device, a pipe or a socket; a file is needed here');
    }
    if (stat.size > most && stat.isFile()) throw tooLarge(most);
    const chunks: Buffer[] = [];
    // One byte more than it may have: files of /proc have no size, and others grow.
    const stream = handle.createReadStream({ end: most, autoClose: false });
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > most) throw tooLarge(most);
    return bytes;
  } finally {
    await handle.close();
  }
}

function tooLarge(most: number): BadInput {
  return new BadInput(`is too large: more than ${most / 2 ** 20} MiB`);
}
