// Every bundle of the product, by esbuild: CommonJS for Node, named as ARCHITECTURE.md says.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { compileModulesAtOnce } from './eagerModules.mjs';
import { SetUpError } from './requirements.mjs';
import { root } from './root.mjs';
import { readTemplates } from './templates.mjs';

const dist = path.join(root, 'dist');

/** A JSON list: the folders of the packages of which there is something in a bundle. */
export const bundledPackages = path.join(dist, '.build/packages.json');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
  outdir: dist,
};

/** VS Code 1.100 is of Chromium 132. Pictures are taken in as text. */
const WEBVIEW = { platform: 'browser', format: 'iife', target: 'chrome132', loader: { '.svg': 'text' } };

/** Of packages that come as CommonJS and as ES modules, the latter: a fifth less, as unused parts are left out. */
const TREE_SHAKEN = { mainFields: ['module', 'main'] };

/**
 * Writes dist/*.js, dist/webview/, and the demo account's snapshot and schema and the rules' pages beside them.
 * @throws {SetUpError} when the sources can't be bundled; esbuild itself has said why
 */
export async function bundle() {
  // Some packages ask where they are, which CommonJS has no word for.
  const here = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';
  const define = {
    'import.meta.url': 'importMetaUrl',
    PRODUCT_VERSION: JSON.stringify(productVersion()),
    OPA_VERSION: JSON.stringify(opaVersion()),
    RULE_PAGES_URL: JSON.stringify(rulePagesUrl()) ?? 'undefined',
  };
  // Code that comes out of a cache has no import().
  const supported = { 'dynamic-import': false };
  const product = { define, supported, banner: { js: here }, plugins: [accountApart] };
  const builds = await Promise.allSettled([
    bundleOne('cliMain', 'server/src/cli/main.ts', product),
    bundleOne('server', 'server/src/node/server.ts', product),
    bundleOne('account', 'server/src/account/accounts.ts', { ...product, ...TREE_SHAKEN }),
    esbuild.build({ ...shared, stdin: ERRORS, outdir: undefined, outfile: path.join(dist, 'errors.js') }),
    bundleOne('engineWorkerMain', 'server/src/engine/worker.ts'),
    bundleOne('cli', 'server/src/node/cli.ts', { banner: { js: '#!/usr/bin/env node' } }),
    bundleOne('engineWorker', 'server/src/node/engineWorker.ts'),
    bundleOne('extension', 'client/src/extension.ts', { external: ['vscode'] }),
    bundleOne('webview/main', 'client/webview/main.ts', WEBVIEW),
    bundleOne('demoAccount', 'demo/main.ts', { ...product, ...TREE_SHAKEN }),
  ]);
  const failed = builds.find(({ status }) => status === 'rejected');
  if (failed) throw new SetUpError(`Bundling failed, see above: ${firstLine(failed.reason)}`);
  speedUp(path.join(dist, 'extension.js'));
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
  fs.cpSync(path.join(root, 'client/bin'), path.join(dist, 'bin'), { recursive: true });
  fs.mkdirSync(path.dirname(bundledPackages), { recursive: true });
  const metafiles = builds.map(({ value }) => value.metafile);
  fs.writeFileSync(bundledPackages, JSON.stringify(packagesIn(metafiles), undefined, 2));
  fs.copyFileSync(path.join(root, 'demo/account.json'), path.join(dist, 'demoAccount.json'));
  fs.copyFileSync(path.join(root, 'server/src/account/schema.graphql'), path.join(dist, 'demoAccount.graphql'));
  fs.copyFileSync(path.join(root, 'examples/login.rego'), path.join(dist, 'example.rego'));
  fs.writeFileSync(path.join(dist, 'templates.json'), JSON.stringify(readTemplates()));
  fs.cpSync(path.join(root, 'docs/rules'), path.join(dist, 'rules'), { recursive: true });
}

/**
 * What signs in is as large as all the rest, and most who start a program don't: it has a bundle of its own, loaded with
 * `import()`. The errors that it throws must be the same classes on both sides: they are in a bundle that all share.
 */
const accountApart = {
  name: 'account apart',
  setup: (build) => {
    build.onResolve({ filter: /\/accounts\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './account.js', external: true } : undefined,
    );
    build.onResolve({ filter: /\/(badInput|accountError)\.ts$/ }, () => ({ path: './errors.js', external: true }));
  },
};

/** All classes of errors that cross from one bundle to another. */
const ERRORS = {
  contents: "export * from './badInput.ts'; export * from './account/accountError.ts';",
  resolveDir: path.join(root, 'server/src/core'),
};

/** What VS Code loads has no cache of compiled code: it may be of any V8. */
function speedUp(file) {
  const { code, map } = compileModulesAtOnce(
    fs.readFileSync(file, 'utf8'),
    JSON.parse(fs.readFileSync(`${file}.map`, 'utf8')),
  );
  fs.writeFileSync(file, code);
  fs.writeFileSync(`${file}.map`, JSON.stringify(map));
}

function bundleOne(name, source, options = {}) {
  return esbuild.build({ ...shared, ...options, entryPoints: { [name]: source } });
}

function packagesIn(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const used = outputs.flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
  const folders = used.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function firstLine({ message }) {
  return message.split('\n', 1)[0];
}

function productVersion() {
  return readPackage().version;
}

/** Below package.json's homepage; undefined as long as it names none. */
function rulePagesUrl() {
  const { homepage } = readPackage();
  return homepage && `${homepage}/docs/rules`;
}

function readPackage() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
}

/** From the go.mod that the engine is built from. */
function opaVersion() {
  const goMod = fs.readFileSync(path.join(root, 'engine/go.mod'), 'utf8');
  const version = /open-policy-agent\/opa v(\S+)/.exec(goMod)?.[1];
  if (version === undefined) throw new Error('engine/go.mod names no version of OPA');
  return version;
}
