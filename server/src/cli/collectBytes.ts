import type { Readable } from 'node:stream';

/** No policy, account or input is nearly as large; a device may have no end at all. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * All that a stream gives.
 * @throws {Error} what the stream throws; with the code `EFBIG` where it gives more than 64 MiB
 */
export async function collectBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
