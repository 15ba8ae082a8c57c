import { expect, it } from 'vitest';
import { FollowedPolicy } from '../../../client/src/panel/followedPolicy.ts';
import type { PolicyStatus, VerdictResult } from '../../../server/src/protocol/lsp.ts';

const V1: PolicyStatus = { kind: 'loginPolicy', engine: 'v1', reason: '' };
const V0: PolicyStatus = { kind: 'loginPolicy', engine: 'v0', reason: '' };
const OTHER: PolicyStatus = { kind: 'other', reason: 'it is about plans' };

/** A server that answers when it is told to, in any order. */
class Scene {
  readonly answers = new Map<string, (verdict: VerdictResult) => void>();
  readonly followed = new FollowedPolicy<string>(
    (document) => new Promise((resolve) => this.answers.set(document, resolve)),
  );

  async follow(document: string, verdict: VerdictResult): Promise<unknown> {
    const done = this.followed.follow(document);
    this.answers.get(document)?.(verdict);
    return done;
  }

  get shown(): string | undefined {
    return this.followed.shown?.document;
  }
}

it('shows the policy that was followed last', async () => {
  const scene = new Scene();
  expect(await scene.follow('a', V1)).toEqual({ isOther: true, isNew: true });
  expect(await scene.follow('a', V1)).toEqual({ isOther: false, isNew: false });
  expect(await scene.follow('a', V0)).toEqual({ isOther: false, isNew: true });
  expect(await scene.follow('b', V1)).toEqual({ isOther: true, isNew: true });
  expect(scene.shown).toBe('b');
});

it('an answer about another than is wanted by now changes nothing', async () => {
  const scene = new Scene();
  const first = scene.followed.follow('a');
  const second = scene.followed.follow('b');
  scene.answers.get('b')?.(V1);
  scene.answers.get('a')?.(V1);
  expect(await first).toBeUndefined();
  expect(await second).toEqual({ isOther: true, isNew: true });
  expect(scene.shown).toBe('b');
});

it('a policy stays where another file is none, and the reason is known', async () => {
  const scene = new Scene();
  await scene.follow('a', V1);
  expect(await scene.follow('plan', OTHER)).toEqual({ isOther: false, isNew: false });
  expect(scene.shown).toBe('a');
  expect(scene.followed.other).toEqual({ document: 'plan', reason: 'it is about plans' });
  await scene.follow('plan', V1);
  expect(scene.shown).toBe('plan');
  expect(scene.followed.other).toBeUndefined();
});

it('a policy that is taken for something else is shown no longer', async () => {
  const scene = new Scene();
  await scene.follow('a', V1);
  expect(await scene.follow('a', OTHER)).toEqual({ isOther: true, isNew: true });
  expect(scene.shown).toBeUndefined();
});

it('what the server does not know yet is wanted still', async () => {
  const scene = new Scene();
  expect(await scene.follow('a', null)).toBeUndefined();
  expect(scene.followed.wanted).toBe('a');
  expect(scene.shown).toBeUndefined();
});

it('what is closed is shown no longer', async () => {
  const scene = new Scene();
  await scene.follow('a', V1);
  await scene.follow('plan', OTHER);
  expect(scene.followed.close('b')).toBe(false);
  expect(scene.followed.close('plan')).toBe(true);
  expect(scene.followed.other).toBeUndefined();
  expect(scene.followed.wanted).toBeUndefined();
  expect(scene.followed.close('a')).toBe(true);
  expect(scene.shown).toBeUndefined();
});
