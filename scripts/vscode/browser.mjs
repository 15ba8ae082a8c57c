// The browser that shows the tests' VS Code: an installed one that CHROME_PATH names, else one out of an npm package.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError } from '../lib/requirements.mjs';
import { root } from '../lib/root.mjs';

/** The newest that runs on Node 20. */
const CHROMIUM = '143.0.4';

const folder = path.join(root, '.vscode-test/chromium');
const stamp = path.join(folder, 'ready');
const unpacked = path.join(folder, 'unpacked');

/**
 * @returns {{executablePath: string, env: Record<string, string>}} the environment: beside that of this process
 * @throws {SetUpError} when the package can't be had; npm has said why
 */
export function setUpBrowser() {
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH, env: {} };
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== CHROMIUM) unpack();
  const env = { LD_LIBRARY_PATH: path.join(unpacked, 'al2023/lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  return { executablePath: path.join(unpacked, 'chromium'), env };
}

function unpack() {
  console.error(`Installing Chromium for the tests (${CHROMIUM}, once) …`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(unpacked, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  // It unpacks itself into the temporary folder, and its libraries only where it takes itself to be in AWS Lambda.
  const env = { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  try {
    execFileSync('npm', ['install', ...quiet, '--save-exact', `@sparticuz/chromium@${CHROMIUM}`], options);
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { ...options, env });
  } catch {
    throw new SetUpError("Chromium for the tests can't be installed: see above. CHROME_PATH can name another browser.");
  }
  fs.rmSync(path.join(folder, 'node_modules'), { recursive: true });
  // Its own names folders that are not here; a page that finds no font crashes.
  const fonts = `<dir>${unpacked}/fonts</dir><cachedir>${folder}/fontCache</cachedir>`;
  const doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  fs.writeFileSync(path.join(folder, 'fonts.conf'), `${doctype}<fontconfig>${fonts}</fontconfig>\n`);
  fs.writeFileSync(stamp, CHROMIUM);
}
