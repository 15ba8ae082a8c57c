// Builds what is missing or stale under dist/ (and the generated parser), step by step.
import path from 'node:path';
import { requireGo } from './requirements.mjs';
import { root } from './root.mjs';
import { hashInputs, isFresh, writeStamp } from './stamps.mjs';

const dist = path.join(root, 'dist');
const rawEngine = path.join(dist, '.build/engine.wasm');

const BUNDLES = ['dist/cliMain.js', 'dist/server.js', 'dist/engineWorkerMain.js'];

/** In order: a later step may read what an earlier one made. Paths are relative to the root. */
const STEPS = [
  {
    name: 'grammar',
    says: 'Generating the parser',
    inputs: ['server/src/core/syntax/rego.grammar', 'scripts/buildGrammar.mjs'],
    outputs: ['server/src/core/syntax/generated/regoParser.ts'],
    run: async () => (await import('../buildGrammar.mjs')).buildGrammar(),
  },
  {
    name: 'documents',
    says: 'Generating what the account asks',
    inputs: ['server/src/account/schema.graphql', 'server/src/account/documents', 'scripts/buildDocuments.mjs'],
    outputs: ['server/src/account/generated/documents.ts'],
    run: async () => (await import('../buildDocuments.mjs')).buildDocuments(),
  },
  {
    name: 'engine',
    says: 'Compiling OPA to WebAssembly (a minute or two, once)',
    inputs: ['engine', 'scripts/buildEngine.mjs'],
    outputs: ['dist/.build/engine.wasm'],
    require: requireGo,
    run: async () => (await import('../buildEngine.mjs')).buildEngine(rawEngine),
  },
  {
    name: 'image',
    says: "Saving the engine's memory image",
    inputs: ['dist/.build/engine.wasm', 'scripts/buildImage.mjs', 'scripts/image', 'server/src/engine'],
    outputs: ['dist/engine.wasm', 'dist/engine.data', 'dist/engine.image'],
    run: async () => (await import('../buildImage.mjs')).buildImage(rawEngine, dist),
  },
  {
    name: 'bundles',
    says: 'Bundling',
    inputs: [
      'server/src',
      'client',
      'engine/contract',
      'engine/go.mod',
      'demo',
      'docs/rules',
      'examples/README.md',
      'examples/login.rego',
      'examples/patterns',
      'scripts/lib/bundles.mjs',
      'scripts/lib/eagerModules.mjs',
      'scripts/lib/templates.mjs',
      'package.json',
      'package-lock.json',
    ],
    outputs: [
      ...BUNDLES,
      'dist/bin',
      'dist/cli.js',
      'dist/engineWorker.js',
      'dist/account.js',
      'dist/errors.js',
      'dist/extension.js',
      'dist/webview/main.js',
      'dist/webview/main.css',
      'dist/demoAccount.js',
      'dist/demoAccount.json',
      'dist/demoAccount.graphql',
      'dist/rules',
      'dist/templates.json',
      'dist/example.rego',
      'dist/.build/packages.json',
    ],
    run: async () => (await import('./bundles.mjs')).bundle(),
  },
  {
    name: 'codeCache',
    says: 'Caching what V8 compiles',
    inputs: [...BUNDLES, 'scripts/codeCache', 'server/src/node/codeCache.ts', 'server/src/engine/v8Flags.ts'],
    salt: `${process.version} ${process.arch}`,
    outputs: BUNDLES.map((bundle) => `${bundle}.cache`),
    run: async () => (await import('../buildCodeCache.mjs')).buildCodeCache(),
  },
];

/**
 * Says at once what is missing for building what is stale, before time is spent on anything else.
 * @throws {SetUpError}
 */
export function requireTools() {
  for (const step of STEPS) if (step.require && !stateOf(step).isFresh) step.require();
}

/** Runs the steps whose inputs have changed since they last ran. */
export async function build() {
  for (const step of STEPS) {
    const { stamp, hash, outputs, isFresh } = stateOf(step);
    if (isFresh) continue;
    console.error(`${step.says} …`);
    await step.run();
    writeStamp(stamp, hash, outputs);
  }
}

function stateOf(step) {
  const stamp = path.join(dist, '.build', `${step.name}.stamp`);
  const hash = hashInputs(root, step.inputs, step.salt);
  const outputs = step.outputs.map((output) => path.join(root, output));
  return { stamp, hash, outputs, isFresh: isFresh(stamp, hash, outputs) };
}
