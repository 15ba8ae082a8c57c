import { Command } from 'commander';

const EXAMPLES = `
Examples:
  login-policy lsp                 over standard input and output, as most editors start it
  login-policy lsp --socket=5007   connects to a port where the editor listens

Settings (account, keyLogin, rules, files) come from the editor: the section loginPolicy, or initializationOptions.`;

/** `login-policy lsp`, for its help and to refuse what it has not: `node/cli.ts` itself starts the server. */
export function lspCommand(): Command {
  return new Command('lsp')
    .summary('be the language server of an editor')
    .description(
      'The language server for editors: findings, completion, hover and more, by the Language Server Protocol.',
    )
    .option('--stdio', 'talk over standard input and output (without any other choice)')
    .option('--socket <port>', 'talk over a port of this machine')
    .option('--pipe <name>', 'talk over a named pipe or a socket file')
    .option('--node-ipc', 'talk over the channel of the Node process that starts it')
    .option('--clientProcessId <id>', 'end when that process ends')
    .addHelpText('after', EXAMPLES);
}
