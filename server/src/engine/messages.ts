/** What passes between the worker and its host. */
import type { EngineRequest } from '../protocol/engine.ts';

/** How a worker's engine came up. */
export type EngineStart =
  | { from: 'image' }
  /** From its beginning, because the memory image was of no use. Slower, else the same. */
  | { from: 'beginning'; why: string };

/** `workerData`. */
export interface WorkerSetup {
  /** Where `engine.wasm`, `engine.data` and `engine.image` are. */
  folder: string;
  /** For each step that has no limit of its own. */
  timeLimitMs: number;
  /** The process is over in a moment. */
  isShortRun: boolean;
  /** Of `Signals`. */
  signals: SharedArrayBuffer;
}

/** From the host. One at a time: the next follows the reply. */
export type HostMessage = EngineRequest;

/** From the worker: one of the first two once, then a reply for each request. */
export type WorkerMessage =
  | { kind: 'started'; start: EngineStart }
  /** It can't be started, and why; the worker ends. */
  | { kind: 'unavailable'; message: string }
  | {
      kind: 'reply';
      /** JSON text of an `EngineReply`. */
      reply: string;
      /** What Go's memory has grown to; it never shrinks. */
      memoryBytes: number;
    };
