// Runs a Go program that was built for WASI: `GOOS=wasip1 GOARCH=wasm go test -exec "node scripts/wasiExec.mjs" ./...`.
// It sees this repository, and nothing else of the disk.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

process.removeAllListeners('warning'); // that WASI is experimental in Node
const { WASI } = await import('node:wasi');

const [file, ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const wasi = new WASI({
  version: 'preview1',
  args: [file, ...args],
  env: { ...process.env, PWD: process.cwd() },
  preopens: { [root]: root },
});
const module = await WebAssembly.compile(await readFile(file));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
