// The templates of new policies: the examples' patterns, named as examples/README.md does.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const ROW = /^\| (.+?) \| \[v0\]\(patterns\/([\w-]+)\.v0\.rego\)/gm;

/**
 * In the README's order; without what is there for old policies only.
 * @returns {{name: string, label: string, about: string, text: {v0: string, v1: string}}[]}
 */
export function readTemplates() {
  const readme = fs.readFileSync(path.join(root, 'examples/README.md'), 'utf8');
  const rows = [...readme.matchAll(ROW)].filter(([, , name]) => !name.startsWith('deprecated-'));
  return rows.map(([, what, name]) => {
    const text = { v0: readPattern(name, 'v0'), v1: readPattern(name, 'v1') };
    const label = what.replaceAll('`', '');
    return { name, label: label[0].toUpperCase() + label.slice(1), about: aboutOf(text.v1), text };
  });
}

function readPattern(name, engine) {
  return fs.readFileSync(path.join(root, `examples/patterns/${name}.${engine}.rego`), 'utf8');
}

/** The first sentence below the line that names the engine. */
function aboutOf(text) {
  const [, ...below] = text.slice(0, text.indexOf('\npackage ')).split('\n');
  const comment = below.map((line) => line.replace(/^# /, '')).join(' ');
  return comment.split(/(?<=\.) /, 1)[0].replaceAll('`', '');
}
