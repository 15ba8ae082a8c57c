/** What `opa check --strict` and `regal lint` say, where they are on the PATH. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PolicySource } from '../../server/src/protocol/engine.ts';

export interface Tool {
  readonly name: string;
  /** Undefined where the tool is not on the PATH. */
  readonly version: string | undefined;
  readonly tell: (policy: PolicySource) => string;
}

/** Regal's rules that ask for another layout, or for Rego v1 as such: they say nothing about a mistake. */
export const REGAL_LEFT_OUT = ['opa-fmt', 'use-assignment-operator', 'use-contains', 'use-if', 'use-rego-v1'];

export const OPA: Tool = { name: 'opa', version: versionOf('opa'), tell: (policy) => inFolder(policy, runOpa) };
export const REGAL: Tool = { name: 'regal', version: versionOf('regal'), tell: (policy) => inFolder(policy, runRegal) };

function versionOf(tool: string): string | undefined {
  const { stdout, error } = spawnSync(tool, ['version'], { encoding: 'utf8' });
  return error ? undefined : (/Version:\s+v?(\S+)/.exec(stdout)?.[1] ?? 'unknown');
}

const FILE = path.join('spacelift', 'login.rego');

/** In a folder of its own, named as its package, so that Regal has nothing to say about that. */
function inFolder(policy: PolicySource, run: (folder: string, policy: PolicySource) => string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mistake-'));
  try {
    for (const name of ['spacelift', '.regal']) fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, FILE), policy.text);
    const settings = `project:\n  rego-version: ${policy.engine === 'v0' ? '0' : '1'}\n`;
    fs.writeFileSync(path.join(folder, '.regal', 'config.yaml'), settings);
    return run(folder, policy);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

interface OpaOutput {
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
}

function runOpa(folder: string, { engine }: PolicySource): string {
  const version = engine === 'v0' ? ['--v0-compatible'] : [];
  const { status, stderr } = spawnSync('opa', ['check', '--strict', '--format=json', ...version, FILE], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return 'nothing';
  const { errors = [] } = JSON.parse(stderr) as OpaOutput;
  return tellFirst(errors.map(({ code, message }) => `\`${code}\`: ${firstLine(message)}`));
}

interface RegalOutput {
  readonly violations?: readonly { readonly category: string; readonly title: string }[];
  readonly errors?: readonly string[];
}

function runRegal(folder: string): string {
  const left = REGAL_LEFT_OUT.flatMap((rule) => ['--disable', rule]);
  const { stdout, stderr } = spawnSync('regal', ['lint', '--format=json', ...left, FILE], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { violations = [], errors = [] } = JSON.parse(stdout || stderr) as RegalOutput;
  if (errors.length > 0) return "can't read it";
  const rules = new Set(violations.map(({ category, title }) => `\`${category}/${title}\``));
  return rules.size > 0 ? [...rules].join(', ') : 'nothing';
}

function tellFirst(messages: readonly string[]): string {
  const [first = 'nothing', ...others] = new Set(messages);
  return others.length > 0 ? `${first} (and ${String(others.length)} more)` : first;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/:$/, '') ?? '';
}
