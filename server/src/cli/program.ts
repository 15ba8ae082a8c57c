/** The command line's grammar (commander) and how its failures are told. */
import { Command, CommanderError } from 'commander';
import { AccountError } from '../core/account/accountError.ts';
import { BadInput } from '../core/badInput.ts';
import { byName } from '../core/byName.ts';
import { EngineError } from '../core/ports.ts';
import { accountCommand } from './commands/account.ts';
import { canCommand } from './commands/can.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { fmtCommand } from './commands/fmt.ts';
import { lspCommand } from './commands/lsp.ts';
import { matrixCommand } from './commands/matrix.ts';
import { simulateCommand } from './commands/simulate.ts';
import { testCommand } from './commands/test.ts';
import { weekCommand } from './commands/week.ts';
import { complain } from './complain.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { refuseRepeats } from './options.ts';
import { VERSION } from './productVersion.ts';

const EXAMPLES = `
Examples:
  login-policy check login.rego
      OPA's errors and Spacelift's contract, with a code frame.
  login-policy simulate login.rego --key terraform-automation --ip 10.1.2.3 --account demo
      Who gets what: one API key of the demo account, from one address, now.
  login-policy simulate login.rego --login alice@example.com --team DevOps --at 2026-03-02T09:00:00+01:00 --explain
      A person at a moment, and why each rule fired or did not.
  login-policy can terraform-prod run:trigger production --account demo
      Whether an API key may do something in a space, and by which role.
  login-policy matrix login.rego --account demo
      Who gets in as what, from where and when: every API key and team of the demo account.
  login-policy diff login.rego --against HEAD --account demo
      Who gains and who loses access by what was changed since the last commit, and by which clause.
  login-policy test policies
      Whether each session of the scenario files gets what it must get, and nothing else.
  login-policy week login.rego --key terraform-automation --zone Europe/Berlin --account demo
      What a login comes to at every hour of a week.
  login-policy fmt login.rego --check
      Whether OPA's formatter would change the file.
  login-policy lsp
      The language server, for editors.

Exit codes: 0 fine · 1 findings of level error, fmt --check differences, can says no, or a scenario of test has failed · 2 it
could not do what was asked · 3 diff: somebody gains access · 4 diff: nobody is left who can repair the policy.`;

/** Behind the complaint that there are too many files, by command: what takes them. */
const INSTEAD: Readonly<Record<string, string>> = byName({
  simulate: ' For several policies together there are matrix, week and test.',
  diff: ' Other policies that hold together with both versions are given with --beside.',
});

/** Runs one command line; never throws for bad input, which is told on stderr in one line. */
export async function runCommandLine(args: string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = buildProgram(context, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.failed;
    if (!isTold(error)) throw error;
    complain(context.streams, error.message);
    return EXIT.failed;
  }
}

/** Failures whose message is made for the person who typed the command. */
function isTold(error: unknown): error is BadInput | EngineError | AccountError {
  return error instanceof BadInput || error instanceof EngineError || error instanceof AccountError;
}

function buildProgram(context: CliContext, ended: (code: ExitCode) => void): Command {
  const { streams } = context;
  const program = new Command('login-policy')
    .description("Check, simulate and format Spacelift login policies: Spacelift's contract and OPA itself, offline.")
    .version(
      `${VERSION.product} (OPA ${VERSION.opa})`,
      '-V, --version',
      'print the version, and that of the OPA inside',
    )
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .hook('preAction', refuseMissingFolder)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void streams.out(text),
      writeErr: (text) => {
        streams.err(text);
      },
      outputError: (text, write) => {
        write(
          `${text
            .trim()
            .replace(/^error: /, 'login-policy: ')
            .replace(/^.*too many arguments for '(\w+)'.*$/, (all, command: string) => all + (INSTEAD[command] ?? ''))
            .replaceAll('\n', ' ')}\n`,
        );
      },
    });
  const commands = [
    checkCommand,
    simulateCommand,
    canCommand,
    matrixCommand,
    diffCommand,
    weekCommand,
    testCommand,
    accountCommand,
    fmtCommand,
    lspCommand,
  ];
  for (const command of commands) {
    const added = command(context, ended);
    for (const each of [added, ...added.commands]) refuseRepeats(each.copyInheritedSettings(program));
    program.addCommand(added);
  }
  return program;
}

/** A shell may stand in a folder that is deleted: nothing can be found from there. */
function refuseMissingFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new BadInput('the current folder does not exist any more: change to another one');
  }
}
