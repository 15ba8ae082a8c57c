/** Processes that the VS Code under test has started. */
import { execFileSync } from 'node:child_process';

interface Process {
  pid: number;
  parent: number;
  command: string;
}

/**
 * Ends the language server as a crash would, and nothing that this test has not started.
 * @throws {Error} where there is not exactly one
 */
export function killLanguageServer(): void {
  const all = listProcesses();
  const servers = all
    .filter(({ command }) => /[/\\]dist[/\\]server\.js /.test(command))
    .filter((one) => isOurs(one, all));
  const [server, ...others] = servers;
  if (!server || others.length > 0) throw new Error(`${servers.length} language servers`);
  process.kill(server.pid, 'SIGKILL');
}

function listProcesses(): Process[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function isOurs({ parent }: Process, all: readonly Process[]): boolean {
  if (parent === process.pid) return true;
  const above = all.find(({ pid }) => pid === parent);
  return above !== undefined && isOurs(above, all);
}
