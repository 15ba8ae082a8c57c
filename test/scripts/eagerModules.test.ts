import { SourceMap, type SourceMapPayload } from 'node:module';
import { runInNewContext } from 'node:vm';
import * as esbuild from 'esbuild';
import { expect, it } from 'vitest';
import { compileModulesAtOnce } from '../../scripts/lib/eagerModules.mjs';

const SOURCES: Readonly<Record<string, string>> = {
  main: `const first = require('first'); result = [first.value, first.value, require('second').double(21)];\nconst later = () => import('later'); later;`,
  first: `let n = 0;\nexports.value = 'of the first';\nmodule.exports.times = ++n;`,
  second: `exports.double = (n) => n * 2;\n\n  /* here */ exports.name = 'of the second';`,
  later: `export const value = 'of the one that is loaded later';`,
};

const inMemory: esbuild.Plugin = {
  name: 'in memory',
  setup: (build) => {
    build.onResolve({ filter: /.*/ }, ({ path }) => ({ path, namespace: 'memory' }));
    build.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => ({ contents: SOURCES[path] ?? '' }));
  },
};

async function bundle(): Promise<{ code: string; map: SourceMapPayload }> {
  const { outputFiles } = await esbuild.build({
    entryPoints: ['main'],
    plugins: [inMemory],
    bundle: true,
    format: 'cjs',
    minify: true,
    sourcemap: 'external',
    outfile: 'bundle.js',
    write: false,
  });
  const [map, code] = outputFiles.map(({ text }) => text);
  return { code: code ?? '', map: JSON.parse(map ?? '') as SourceMapPayload };
}

/** Where a text of the bundle was written: the file, the line and the column, from 0. */
function placeOf({ code, map }: { code: string; map: SourceMapPayload }, text: string): unknown {
  const before = code.slice(0, code.indexOf(text)).split('\n');
  const entry = new SourceMap(map).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  return 'originalSource' in entry && [entry.originalSource, entry.originalLine, entry.originalColumn];
}

it('puts those in parentheses that the bundle calls while it is loaded, and changes nothing else', async () => {
  const before = await bundle();
  const after = compileModulesAtOnce(before.code, before.map);
  const added = after.code.split('(function(').length - before.code.split('(function(').length;
  expect(added).toBe(2);
  const context: { result?: unknown } = {};
  runInNewContext(after.code, context);
  expect(context.result).toEqual(['of the first', 'of the first', 42]);
});

it.each(['"of the first"', '"of the second"', '"of the one that is loaded later"'])(
  'still knows where %s was written',
  async (text) => {
    const before = await bundle();
    const { code, map } = compileModulesAtOnce(before.code, before.map);
    const place = placeOf(before, text);
    expect(place).toBeTruthy();
    expect(placeOf({ code, map: { ...before.map, ...map } }, text)).toEqual(place);
  },
);
