// Stands in for the engine's worker. `parses` requests carry commands; the answer tells this worker's number of requests.
const process = require('node:process');
const { setImmediate } = require('node:timers');
const { parentPort, threadId, workerData } = require('node:worker_threads');

const [DEADLINE, CANCELLED] = [0, 1];
const cells = new BigInt64Array(workerData.signals);
const seen = [];
let memoryBytes = 0;

const commands = {
  echo() {},
  exit: () => process.exit(3),
  exitSoon: () => void setImmediate(() => process.exit()),
  throw() {
    throw new RangeError('too deep');
  },
  loop() {
    Atomics.store(cells, DEADLINE, process.hrtime.bigint() + 200_000_000n);
    for (;;);
  },
  hang() {
    Atomics.store(cells, DEADLINE, process.hrtime.bigint() + 3_600_000_000_000n);
    for (;;);
  },
  untilCancelled() {
    while (Atomics.load(cells, CANCELLED) === 0n);
  },
  pastTheFirstDeadline() {
    const first = Atomics.load(cells, DEADLINE);
    Atomics.store(cells, DEADLINE, first + 60_000_000_000n);
    while (process.hrtime.bigint() < first + 50_000_000n);
  },
  grow: () => void (memoryBytes = 2 ** 30),
  badRequest: () => ({ ok: false, failure: { kind: 'badRequest', message: 'what?' } }),
};

parentPort.postMessage({ kind: 'started', start: { from: 'image' } });
parentPort.on('message', ({ text }) => {
  seen.push(text);
  const reply = commands[text]() ?? { ok: true, answer: { threadId, seen } };
  parentPort.postMessage({ kind: 'reply', reply: JSON.stringify(reply), memoryBytes });
});
