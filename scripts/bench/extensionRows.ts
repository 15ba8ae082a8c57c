/** What the extension costs VS Code where a Rego file is opened. */
import { spawnSync } from 'node:child_process';
import { percentiles, type Row } from './samples.ts';

const RUNS = 15;

/**
 * As VS Code's extension host does before it activates it, with nothing behind `vscode`. Node's own modules are there by
 * then. Processor time, in milliseconds: the host has its one thread for all extensions.
 */
const LOAD_EXTENSION = `
  const Module = require('node:module');
  const load = Module._load;
  const vscode = new Proxy({ version: '1.100.0' }, { get: (known, name) => known[name] ?? class {} });
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
  for (const name of ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'util']) require(name);
  const before = process.cpuUsage();
  require('./dist/extension.js');
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
`;

/** @param root in whose `dist` it is */
export function extensionRows(root: string): Row[] {
  const samples = Array.from({ length: RUNS }, () => {
    const { stdout } = spawnSync(process.execPath, ['-e', LOAD_EXTENSION], { cwd: root, encoding: 'utf8' });
    const milliseconds = Number.parseFloat(stdout);
    if (Number.isNaN(milliseconds)) throw new Error('the extension can’t be loaded');
    return milliseconds;
  });
  return [{ what: 'its code, loaded (processor time)', ...percentiles(samples), note: 'budget 50 ms' }];
}
