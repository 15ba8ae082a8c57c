/** How far a request is, told to whoever wants to know. */
import {
  WorkDoneProgress,
  type Connection,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver';

export interface Progress {
  /** In percent, and in words. */
  say(percent: number, message: string): void;
}

/** @param token as the client has given it; missing: nobody wants to know */
export async function withProgress<Result>(
  connection: Connection,
  token: string | number | undefined,
  title: string,
  work: (progress: Progress) => Promise<Result>,
): Promise<Result> {
  const send = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void => {
    // A client may be on its way out.
    if (token !== undefined) void connection.sendProgress(WorkDoneProgress.type, token, value).catch(() => undefined);
  };
  send({ kind: 'begin', title, cancellable: true, percentage: 0 });
  try {
    return await work({
      say: (percent, message) => {
        send({ kind: 'report', percentage: Math.floor(percent), message });
      },
    });
  } finally {
    send({ kind: 'end' });
  }
}
