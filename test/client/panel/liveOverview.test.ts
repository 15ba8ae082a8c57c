import { expect, it } from 'vitest';
import { LiveOverview, type OnProgress, type OverviewAnswer } from '../../../client/src/panel/liveOverview.ts';
import type { PolicyText } from '../../../client/src/panel/liveSimulation.ts';

interface Open {
  question: string;
  version: number;
  signal: AbortSignal;
  onProgress: OnProgress;
  answer: (answer: OverviewAnswer<string> | Error) => void;
}

/** A server that answers when it is told to, also what nobody waits for any more. */
class Scene {
  policy: PolicyText | undefined = { uri: 'file:///a', version: 1, text: 'one' };
  readonly asked: string[] = [];
  readonly told: unknown[] = [];
  readonly progress: unknown[] = [];
  readonly open: Open[] = [];
  readonly live = new LiveOverview<string, string>({
    text: () => this.policy,
    ask: (question, { version }, signal, onProgress) => {
      this.asked.push(`${question} ${version}`);
      return new Promise((resolve, reject) => {
        const answer = (given: OverviewAnswer<string> | Error): void => {
          if (given instanceof Error) reject(given);
          else resolve(given);
        };
        this.open.push({ question, version, signal, onProgress, answer });
      });
    },
    tell: (request, result) => this.told.push([request, result]),
    tellProgress: (...progress) => this.progress.push(progress),
  });

  /** Answers the one question that is open, and waits until what follows has been asked. */
  async answer(answer: OverviewAnswer<string> | Error = { kind: 'shown', shown: 'all' }): Promise<void> {
    const [first, ...others] = this.open.splice(0);
    expect(others).toEqual([]);
    first?.answer(answer);
    await new Promise(setImmediate);
  }

  edit(): void {
    this.policy = { uri: 'file:///a', version: (this.policy?.version ?? 0) + 1, text: '' };
    this.live.renew();
  }
}

const SHOWN = { kind: 'shown', shown: 'all' };

it('asks what is shown, once', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, question: 'who' });
  expect(scene.asked).toEqual([]);
  scene.live.show(true);
  await scene.answer();
  scene.live.show(false);
  scene.live.show(true);
  expect(scene.asked).toEqual(['who 1']);
  expect(scene.told).toEqual([[1, SHOWN]]);
});

it('an edit ends the open question, and the newest text is asked about once that has ended', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  scene.edit();
  scene.edit();
  expect(scene.open[0]?.signal.aborted).toBe(true);
  expect(scene.asked).toEqual(['who 1']);
  await scene.answer(new Error('cancelled'));
  expect(scene.asked).toEqual(['who 1', 'who 3']);
  await scene.answer();
  expect(scene.told).toEqual([[1, SHOWN]]);
});

it('the answer to an older question is not told, however late it is', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  scene.live.set({ request: 2, question: 'when' });
  await scene.answer();
  await scene.answer();
  expect(scene.told).toEqual([[2, SHOWN]]);
});

it('what is not shown is told to be old at an edit, and worked out when it is shown', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  await scene.answer();
  scene.live.show(false);
  scene.edit();
  expect(scene.asked).toEqual(['who 1']);
  expect(scene.progress.at(-1)).toEqual([1, 0, 0]);
  scene.live.show(true);
  expect(scene.asked).toEqual(['who 1', 'who 2']);
});

it('leaving the tab ends the open question; it is asked anew on coming back', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  scene.live.show(false);
  expect(scene.open[0]?.signal.aborted).toBe(true);
  await scene.answer(new Error('cancelled'));
  scene.live.show(true);
  expect(scene.asked).toEqual(['who 1', 'who 1']);
  expect(scene.told).toEqual([]);
});

it('what the person stops is not told, and is asked again at the next edit', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  scene.live.cancel(7);
  expect(scene.open[0]?.signal.aborted).toBe(false);
  scene.live.cancel(1);
  await scene.answer(new Error('cancelled'));
  expect([scene.asked, scene.told]).toEqual([['who 1'], []]);
  scene.edit();
  await scene.answer();
  expect(scene.told).toEqual([[1, SHOWN]]);
});

it('progress is told while somebody waits', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  const first = scene.open[0];
  first?.onProgress(3, 9);
  scene.edit();
  first?.onProgress(5, 9);
  expect(scene.progress).toEqual([
    [1, 0, 0],
    [1, 3, 9],
    [1, 0, 0],
  ]);
  await scene.answer();
});

it('asks again where the server has another version', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  await scene.answer({ kind: 'stale', version: 2 });
  expect(scene.asked).toEqual(['who 1', 'who 1']);
});

it.each<[string, OverviewAnswer<string> | Error, object]>([
  ['a refusal', { kind: 'refused', message: 'no such key' }, { kind: 'refused', message: 'no such key' }],
  ['no login policy', { kind: 'noPolicy', message: 'other' }, { kind: 'refused', message: 'other' }],
  [
    'mistakes of another policy',
    { kind: 'policy', version: 1, findings: [], name: 'a' },
    { kind: 'policy', name: 'a' },
  ],
  ['a server that is gone', new Error('gone'), { kind: 'refused', message: 'gone' }],
])('%s is told', async (_name, answer, result) => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.set({ request: 1, question: 'who' });
  await scene.answer(answer);
  expect(scene.told).toMatchObject([[1, result]]);
});

it('asks nothing without a question, or without a policy', async () => {
  const scene = new Scene();
  scene.live.show(true);
  scene.live.renew();
  scene.policy = undefined;
  scene.live.set({ request: 1, question: 'who' });
  await new Promise(setImmediate);
  expect(scene.asked).toEqual([]);
  scene.edit();
  expect(scene.asked).toEqual(['who 1']);
});
