// All the tests, every runner, and one closing line that adds them up. `--long` adds the long fuzzing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { requireGo, requireNode, SetUpError } from './lib/requirements.mjs';
import { root } from './lib/root.mjs';
import { setUp } from './lib/setUp.mjs';
import { whyNoVsCode } from './vscode/availability.mjs';
import { setUpBrowser } from './vscode/browser.mjs';
import { setUpCodeServer } from './vscode/codeServer.mjs';

const long = process.argv.includes('--long');
const bin = (name) => path.join(root, 'node_modules/.bin', name);

/**
 * Each gives how many of its tests passed and failed, or why they can't be run here; a check without tests of its own
 * counts as one.
 */
const RUNNERS = [
  { name: 'format', run: () => oneCheck(bin('prettier'), ['--check', '--log-level=warn', '.']) },
  { name: 'lint', run: () => oneCheck(bin('eslint'), ['.', '--max-warnings=0']) },
  { name: 'types', run: () => oneCheck(bin('tsc'), ['--noEmit']) },
  { name: 'types (webview)', run: () => oneCheck(bin('tsc'), ['--noEmit', '-p', 'client/webview']) },
  { name: 'gofmt', run: runGofmt },
  { name: 'go vet', run: () => oneCheck('go', ['vet', './...'], 'engine') },
  { name: 'go test', run: () => runGoTests([]) },
  { name: 'go test (WebAssembly)', run: runGoTestsInWebAssembly },
  { name: 'vitest', run: () => runVitest('vitest.config.mts') },
  { name: 'panel', run: runInBrowser },
  { name: 'vscode', run: runInVsCode },
];

async function main() {
  const total = { passed: 0, failed: 0 };
  try {
    requireNode();
    requireGo();
    await setUp();
    runAll(total);
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error);
    total.failed++;
  }
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function runAll(total) {
  for (const runner of RUNNERS) {
    const started = performance.now();
    const { passed = 0, failed = 0, whyNot } = runner.run();
    if (whyNot !== undefined) {
      console.log(`--   ${runner.name}: not run: ${whyNot}`);
      continue;
    }
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${runner.name}: ${passed} of ${passed + failed} in ${seconds} s`);
  }
}

function oneCheck(command, args, folder = '.') {
  return count(spawn(command, args, { folder }).status === 0);
}

function count(ok) {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function runGofmt() {
  const { status, stdout } = spawn('gofmt', ['-l', '.'], { folder: 'engine', capture: true });
  if (stdout !== '') console.error(`not formatted by gofmt:\n${stdout}`);
  return count(status === 0 && stdout === '');
}

function runGoTestsInWebAssembly() {
  // Node 20's own WASI is called by V8's fast path, and a garbage collection during such a call misses what is on the
  // stack: one run in four died of a segmentation fault; none of 30 without the fast path. The product has no such calls
  // (its WASI is written in JavaScript).
  const flags = ['--liftoff-only', '--no-turbo-fast-api-calls'];
  const runner = [process.execPath, ...flags, path.join(root, 'scripts/wasiExec.mjs')].join(' ');
  return runGoTests(['-exec', runner], { GOOS: 'wasip1', GOARCH: 'wasm' });
}

function runGoTests(args, env = {}) {
  const { status, stdout } = spawn('go', ['test', '-json', ...args, './...'], { folder: 'engine', env, capture: true });
  const events = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const ended = events.filter((event) => event.Test !== undefined);
  const failed = ended.filter((event) => event.Action === 'fail').length;
  if (status !== 0) for (const event of events) if (event.Output) process.stderr.write(event.Output);
  return asFailure(status, { passed: ended.filter((event) => event.Action === 'pass').length, failed });
}

function runInBrowser() {
  const whyNot = whyNoVsCode(process) ?? whyNotSetUp(setUpBrowser);
  return whyNot === undefined ? runVitest('test/webview/vitest.config.mts') : { whyNot };
}

function runInVsCode() {
  const whyNot = whyNoVsCode(process) ?? whyNotSetUp(() => ['oldest', 'newest'].map(setUpCodeServer), setUpBrowser);
  return whyNot === undefined ? runVitest('test/e2e/vitest.config.mts') : { whyNot };
}

/** Without a way to the package registry, a VS Code that is not here yet can't be had: that is no fault of the product. */
function whyNotSetUp(...parts) {
  try {
    for (const setUpPart of parts) setUpPart();
    return undefined;
  } catch (error) {
    if (error instanceof SetUpError) return error.message;
    throw error;
  }
}

function runVitest(config) {
  const report = path.join(root, 'dist/.build/vitest.json');
  fs.rmSync(report, { force: true });
  const args = ['run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawn(bin('vitest'), args, { env: long ? { LONG_TESTS: '1' } : {} });
  const { numPassedTests = 0, numFailedTests = 0 } = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : {};
  return asFailure(status, { passed: numPassedTests, failed: numFailedTests });
}

/** A runner that fails without naming a test (a crash, a build error, no test at all) has failed once. */
function asFailure(status, { passed, failed }) {
  return (status !== 0 && failed === 0) || passed + failed === 0 ? { passed, failed: failed + 1 } : { passed, failed };
}

function spawn(command, args, { folder = '.', env = {}, capture = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: path.join(root, folder),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return { status: result.status, stdout: result.stdout ?? '' };
}

await main();
