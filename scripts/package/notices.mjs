// The licences of everything by others that is in the package: npm packages, Go modules, Go itself.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundledPackages } from '../lib/bundles.mjs';
import { SetUpError } from '../lib/requirements.mjs';
import { root } from '../lib/root.mjs';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|copyright|patents|third-?party-?notices)/i;

/**
 * The text of the file of notices.
 * @throws {SetUpError} when something comes without a licence, or Go can't say what is in the engine
 */
export function writeNotices() {
  const parts = [...npmParts(), ...goParts()];
  const bare = parts.filter(({ licences }) => licences.length === 0);
  if (bare.length > 0) throw new SetUpError(`No licence is found for ${bare.map(({ name }) => name).join(', ')}.`);
  const heading = 'This extension contains software by others, under these licences.';
  return `${[heading, ...parts.map(describe)].join('\n\n')}\n`;
}

function describe({ name, licences }) {
  return [`${'='.repeat(80)}\n${name}\n${'='.repeat(80)}`, ...licences].join('\n\n');
}

function npmParts() {
  const folders = JSON.parse(fs.readFileSync(bundledPackages, 'utf8'));
  return folders.map((folder) => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const { name, version, license } = manifest;
    const licences = licencesIn(path.join(root, folder));
    return {
      name: `${name} ${version} (${license})`,
      licences: licences.length > 0 ? licences : namedLicence(manifest),
    };
  });
}

/**
 * Of a package that names its author and MIT, and comes without the text: it is that of our own licence.
 * @param {{license?: unknown, author?: unknown}} manifest its package.json
 * @returns {string[]}
 */
export function namedLicence({ license, author }) {
  if (license !== 'MIT' || typeof author !== 'string') return [];
  const ours = fs.readFileSync(path.join(root, 'LICENSE'), 'utf8');
  return [ours.replace(/^Copyright .*$/m, `Copyright (c) ${author}`).trim()];
}

/** A module, and what lies under another licence inside of it; Go's standard library has that of Go. */
function goParts() {
  const format = '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}';
  const rows = go('list', '-deps', '-f', format, '.').split('\n').filter(Boolean);
  const folders = new Map();
  for (const [name, top, folder] of rows.map((row) => row.split('\t'))) {
    const known = folders.get(name) ?? new Set();
    folders.set(name, known);
    for (let at = folder; at.startsWith(top); at = path.dirname(at)) known.add(at);
  }
  const modules = [...folders].map(([name, places]) => ({ name, licences: [...places].sort().flatMap(licencesIn) }));
  const version = go('env', 'GOVERSION').trim();
  return [...modules, { name: `Go ${version}`, licences: licencesIn(go('env', 'GOROOT').trim()) }];
}

function go(...args) {
  const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm' };
  const { status, stdout } = spawnSync('go', args, {
    cwd: path.join(root, 'engine'),
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new SetUpError("Go can't say which modules are in the engine: see above.");
  return stdout;
}

function licencesIn(folder) {
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile());
  return files
    .filter(({ name }) => LICENCE_FILE.test(name) && !name.endsWith('.go'))
    .map(({ name }) => fs.readFileSync(path.join(folder, name), 'utf8').trim());
}
