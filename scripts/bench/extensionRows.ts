/** What the extension costs VS Code where a Rego file is opened. */
import { spawnSync } from 'node:child_process';
import { percentiles, type Row } from './samples.ts';

const RUNS = 15;

/**
 * As VS Code's extension host does it, but with a `vscode` that takes every call and does nothing: what VS Code itself
 * does for a call is not counted. Node's own modules are there by then. Processor time up to the end of `activate`, in
 * milliseconds: the host has its one thread for all extensions. The process ends before the server is started.
 */
const ACTIVATE = `
  const Module = require('node:module');
  const FIXED = { then: undefined, [Symbol.toPrimitive]: () => '', [Symbol.iterator]: () => [].values() };
  function fake(known = {}) {
    const parts = new Map(Object.entries(known));
    const proxy = new Proxy(function () {}, {
      get(target, name) {
        if (name === 'prototype') return target.prototype;
        if (name in FIXED) return FIXED[name];
        if (!parts.has(name)) parts.set(name, fake());
        return parts.get(name);
      },
      set: (_, name, value) => (parts.set(name, value), true),
      apply: () => fake(),
      construct: (target, args, made) => (made === proxy ? fake() : Reflect.construct(target, args, made)),
    });
    return proxy;
  }
  const vscode = fake({ version: '1.100.0' });
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
  for (const name of ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'util']) require(name);
  const subscriptions = [];
  const context = fake({
    subscriptions,
    asAbsolutePath: (place) => require('node:path').resolve(place),
    extensionPath: process.cwd(),
    extension: { packageJSON: require('./package.json') },
  });
  const since = (before) => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const before = process.cpuUsage();
  const { activate } = require('./dist/extension.js');
  const loaded = since(before);
  activate(context);
  const activated = since(before);
  if (subscriptions.length === 0) throw new Error('nothing was set up');
  console.log(JSON.stringify({ loaded, activated }));
  process.exit();
`;

interface Sample {
  readonly loaded: number;
  readonly activated: number;
}

/** @param root in whose `dist` it is */
export function extensionRows(root: string): Row[] {
  const samples = Array.from({ length: RUNS }, () => activateOnce(root));
  return [
    { what: 'its code, loaded (processor time)', ...percentiles(samples.map(({ loaded }) => loaded)) },
    {
      what: 'loaded and activated, VS Code’s own part left out',
      ...percentiles(samples.map(({ activated }) => activated)),
      note: 'budget 50 ms',
    },
  ];
}

function activateOnce(root: string): Sample {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', ACTIVATE], { cwd: root, encoding: 'utf8' });
  if (stdout === '') throw new Error(`the extension can’t be activated: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? ''}`);
  return JSON.parse(stdout) as Sample;
}
