/** `dist/server.js`: the language server over `--stdio`, node IPC, `--socket=…` or `--pipe=…`. */
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ownAccounts } from '../account/ownAccounts.ts';
import { createSignInHelp } from '../account/signInHelp.ts';
import { systemClock } from '../cli/systemClock.ts';
import { createEngine } from '../engine/engine.ts';
import { releaseWhenIdle } from '../engine/idleMemory.ts';
import { favourLittleMemory } from '../engine/v8Flags.ts';
import { startServer } from '../lsp/server.ts';
import { nodeFiles } from './files.ts';
import { findFiles } from './findFiles.ts';

/** Replaced by the bundler. */
declare const PRODUCT_VERSION: string;
declare const RULE_PAGES_URL: string | undefined;

/** On the web, or as long as they are nowhere there, beside this file. */
const rulePages = RULE_PAGES_URL ?? pathToFileURL(path.join(__dirname, 'rules')).href;

favourLittleMemory();
releaseWhenIdle();

const connection = createConnection(ProposedFeatures.all);

startServer(connection, {
  // Longer than anything takes that somebody has written by hand.
  engine: createEngine({ folder: __dirname, patienceMs: 2_000 }),
  clock: systemClock,
  files: nodeFiles,
  findFiles,
  accounts: ownAccounts({
    clock: systemClock,
    onTrouble: (message) => {
      connection.console.warn(message);
    },
  }),
  signInHelp: createSignInHelp({ environment: process.env, home: os.homedir() }),
  demoAccount: pathToFileURL(path.join(__dirname, 'demoAccount.json')).href,
  pageOf: (rule) => (/^SL\d+$/.test(rule) ? `${rulePages}/${rule}.md` : undefined),
  version: PRODUCT_VERSION,
});
