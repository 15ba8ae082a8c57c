/** The entry of the worker thread: starts the engine, then answers one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { Decider } from './decide.ts';
import type { HostMessage, WorkerMessage, WorkerSetup } from './messages.ts';
import { releaseWhenIdle } from './idleMemory.ts';
import { openDoor } from './openDoor.ts';
import { Signals } from './signals.ts';
import { favourShortRun } from './v8Flags.ts';

const setup = workerData as WorkerSetup;

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function open(): ReturnType<typeof openDoor> | undefined {
  try {
    return openDoor(setup.folder);
  } catch (error) {
    post({ kind: 'unavailable', message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

if (setup.isShortRun) favourShortRun();
else releaseWhenIdle();
const opened = open();
if (opened !== undefined) {
  const { door, start } = opened;
  const decider = new Decider(door, new Signals(setup.signals), setup.timeLimitMs);
  post({ kind: 'started', start });
  // Whatever is thrown here has ended the engine: uncaught, it ends the worker too, and the host hears why.
  parentPort?.on('message', (request: HostMessage) => {
    const reply = request.op === 'decide' ? JSON.stringify(decider.decide(request)) : door.ask(JSON.stringify(request));
    post({ kind: 'reply', reply, memoryBytes: door.state.memory.buffer.byteLength });
  });
}
