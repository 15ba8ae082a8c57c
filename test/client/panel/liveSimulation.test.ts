import { expect, it } from 'vitest';
import { LiveSimulation, type PolicyText } from '../../../client/src/panel/liveSimulation.ts';
import type { SimulateParams, SimulateResult } from '../../../server/src/protocol/lsp.ts';
import type { PanelOutcome } from '../../../server/src/protocol/panel.ts';
import type { SimulationReport } from '../../../server/src/protocol/simulation.ts';

const REPORT: SimulationReport = {
  engine: 'v1',
  evaluator: 'interpreter',
  input: '{}',
  assumed: [],
  decision: {
    access_level: 'allow',
    teams: [],
    roles: {},
    space_admin: [],
    space_write: [],
    space_read: [],
    flag: [],
    sample: false,
  },
  access: {},
  notices: [],
};

/** A server that answers when it is told to. */
class Scene {
  policy: PolicyText | undefined = { uri: 'file:///a', version: 1, text: 'one' };
  readonly asked: SimulateParams[] = [];
  readonly told: PanelOutcome[] = [];
  readonly live: LiveSimulation;
  #answers: ((answer: SimulateResult | Error) => void)[] = [];

  constructor() {
    this.live = new LiveSimulation({
      text: () => this.policy,
      ask: (params) => {
        this.asked.push(params);
        return new Promise((resolve, reject) => {
          this.#answers.push((answer) => {
            if (answer instanceof Error) reject(answer);
            else resolve(answer);
          });
        });
      },
      tell: (outcome) => this.told.push(outcome),
    });
  }

  /** Answers the one question that is open, and waits until what follows has been asked. */
  async answer(answer: SimulateResult | Error = { kind: 'report', version: 1, report: REPORT }): Promise<void> {
    const [resolve, ...others] = this.#answers;
    expect(others).toEqual([]);
    this.#answers = [];
    resolve?.(answer);
    await new Promise(setImmediate);
  }

  edit(text: string): void {
    this.policy = { uri: 'file:///a', version: (this.policy?.version ?? 0) + 1, text };
    this.live.renew();
  }

  get questions(): (string | undefined)[] {
    return this.asked.map(({ textDocument, request: { session, explain } }) =>
      [session.key, textDocument.version, explain ? 'why' : 'what'].join(' '),
    );
  }
}

it('asks for the decision first, then why, and no more', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  await scene.answer();
  await scene.answer();
  await scene.answer();
  expect(scene.questions).toEqual(['a 1 what', 'a 1 why']);
  expect(scene.told).toMatchObject([
    { request: 1, text: 'one', result: { kind: 'report', isWhole: false } },
    { request: 1, text: 'one', result: { kind: 'report', isWhole: true } },
  ]);
});

it('asks one question at a time, and of many edits about the newest', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  for (const text of ['two', 'three', 'four']) scene.edit(text);
  await scene.answer();
  expect(scene.questions).toEqual(['a 1 what', 'a 4 what']);
  expect(scene.told).toEqual([]);
});

it('an edit comes before why', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  await scene.answer();
  scene.edit('two');
  await scene.answer();
  expect(scene.questions).toEqual(['a 1 what', 'a 1 why', 'a 2 what']);
  expect(scene.told).toHaveLength(1);
});

it('an answer to another session than the newest is not told', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  scene.live.set({ request: 2, session: { key: 'b' } });
  await scene.answer();
  await scene.answer();
  expect(scene.told.map(({ request }) => request)).toEqual([2]);
});

it('asks again where the server has another version', async () => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  await scene.answer({ kind: 'stale', version: 2 });
  expect(scene.questions).toEqual(['a 1 what', 'a 1 what']);
});

it.each<[string, SimulateResult | Error, object]>([
  ['a refusal', { kind: 'refused', message: 'no such key' }, { kind: 'refused', message: 'no such key' }],
  ['no login policy', { kind: 'noPolicy', message: 'other' }, { kind: 'refused', message: 'other' }],
  ['mistakes', { kind: 'policy', version: 1, findings: [] }, { kind: 'policy', findings: [] }],
  ['a server that is gone', new Error('gone'), { kind: 'refused', message: 'gone' }],
])('%s is told, and why is not asked', async (_name, answer, result) => {
  const scene = new Scene();
  scene.live.set({ request: 1, session: { key: 'a' } });
  await scene.answer(answer);
  expect(scene.told).toMatchObject([{ result }]);
  expect(scene.asked).toHaveLength(1);
});

it('asks nothing without a session, or without a policy', async () => {
  const scene = new Scene();
  scene.live.set(undefined);
  scene.edit('two');
  scene.policy = undefined;
  scene.live.set({ request: 1, session: { key: 'a' } });
  await new Promise(setImmediate);
  expect(scene.asked).toEqual([]);
});
