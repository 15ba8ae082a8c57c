// Is an output older than what it is made of? Told by content, not by file times, which a clone does not keep.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

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

/** Whether `stampFile` says `hash`, and every output is there. */
export function isFresh(stampFile, hash, outputs) {
  return (
    outputs.every((file) => fs.existsSync(file)) &&
    fs.existsSync(stampFile) &&
    fs.readFileSync(stampFile, 'utf8') === hash
  );
}

/** Writes the stamp, when the outputs are whole. */
export function writeStamp(stampFile, hash) {
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, hash);
}

function filesBelow(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [place];
  return fs.readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}
