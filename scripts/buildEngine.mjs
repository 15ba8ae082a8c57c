// Compiles the Go module in engine/ to WebAssembly.
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetUpError } from './lib/requirements.mjs';

const source = fileURLToPath(new URL('../engine', import.meta.url));

/**
 * Builds a WASI reactor; how to call it is said at the top of engine/main_wasm.go.
 * @param {string} outFile where the module goes
 * @throws {SetUpError} when it can't be built; Go itself has said why
 */
export async function buildEngine(outFile) {
  await mkdir(path.dirname(outFile), { recursive: true });
  // The same sources give the same module, wherever they lie and whichever commit they are.
  const stable = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w'];
  const args = ['build', '-buildmode=c-shared', ...stable, '-o', path.resolve(outFile), '.'];
  const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm' };
  const { status, error } = spawnSync('go', args, { cwd: source, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new SetUpError(`go build failed: ${error?.message ?? 'see above'}.`);
}
