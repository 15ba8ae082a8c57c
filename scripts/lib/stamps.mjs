// Is an output what was made of its inputs as they are? Told by content, not by file times, which a clone does not keep.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/**
 * A hash of files: each `inputs` entry is a file or a folder (all files below it), relative to `root`.
 * @param {string} root
 * @param {string[]} inputs
 * @param {string} salt whatever else the output depends on
 */
export function hashInputs(root, inputs, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of inputs.flatMap((input) => filesBelow(path.join(root, input))).sort()) {
    hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Whether the outputs (files or folders) are as they were when they were made, of inputs with this `hash`.
 * @param {string} stampFile
 * @param {string} hash
 * @param {string[]} outputs
 * @returns {boolean}
 */
export function isFresh(stampFile, hash, outputs) {
  return (
    outputs.every((file) => fs.existsSync(file)) &&
    fs.existsSync(stampFile) &&
    fs.readFileSync(stampFile, 'utf8') === stampOf(hash, outputs)
  );
}

/** Writes the stamp, when the outputs are whole. */
export function writeStamp(stampFile, hash, outputs) {
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, stampOf(hash, outputs));
}

/** Against accidents only, and quick: the outputs are large. */
function stampOf(hash, outputs) {
  const checksum = outputs
    .flatMap(filesBelow)
    .sort()
    .reduce((sum, file) => zlib.crc32(fs.readFileSync(file), sum), 0);
  return `${hash} ${checksum}`;
}

function filesBelow(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [place];
  return fs.readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}
