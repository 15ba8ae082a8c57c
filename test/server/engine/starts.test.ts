/** An engine restored from the memory image and one started from the beginning answer alike. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineStart } from '../../../server/src/engine/engine.ts';
import type { DoorRequest, PolicySource } from '../../../server/src/protocol/engine.ts';
import { engineFolder, startEngine } from '../../support/engine.ts';
import { CORNERS } from './corners.ts';
import { SESSIONS } from './sessions.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples/patterns');
const input = SESSIONS[0] ?? '';

/** Everything that can be asked about one policy. */
function questions(policy: PolicySource): DoorRequest[] {
  return [
    { op: 'check', policy },
    { op: 'parses', text: policy.text },
    { op: 'format', text: policy.text, engine: policy.engine },
    { op: 'upgrade', text: policy.text },
    { op: 'compile', policy },
    { op: 'evaluate', policy, input, explain: true, timeLimitMs: 5000 },
  ];
}

const policies: [string, PolicySource][] = [
  ...fs
    .readdirSync(examples)
    .map((file): [string, PolicySource] => [
      file,
      { text: fs.readFileSync(path.join(examples, file), 'utf8'), engine: file.includes('.v0.') ? 'v0' : 'v1' },
    ]),
  ...CORNERS.map(({ what, policy }): [string, PolicySource] => [what, policy]),
  ['mistakes', { text: 'package spacelift\n\nallow if x\n\nadmin if {\n', engine: 'v1' }],
  [
    'an older OPA',
    { text: 'package spacelift\n\nallow { input.session.member }\n', engine: 'v0', opaVersion: '0.40.0' },
  ],
];

const starts: EngineStart[] = [];
const onStart = (start: EngineStart) => starts.push(start);
const { folder, remove } = engineFolder({ 'engine.image': undefined });
const restored = startEngine({ onStart });
const fresh = startEngine({ folder, onStart });
afterAll(async () => {
  await Promise.all([restored.dispose(), fresh.dispose()]);
  remove();
});

it.each(policies)('about %s', async (_, policy) => {
  for (const request of questions(policy)) {
    expect(await restored.ask(request), request.op).toEqual(await fresh.ask(request));
  }
});

describe('without a policy', () => {
  it.each<DoorRequest>([
    { op: 'capabilities' },
    { op: 'capabilities', opaVersion: '0.64.0' },
    { op: 'builtin', name: 'time.clock', args: '[[1772816399999999999,"Europe/Berlin"]]' },
    { op: 'builtin', name: 'regex.split', args: '["-","a-b"]' },
  ])('%j', async (request) => {
    expect(await restored.ask(request)).toEqual(await fresh.ask(request));
  });

  it('one was restored, the other was not', async () => {
    await Promise.all([restored.ask({ op: 'parses', text: '' }), fresh.ask({ op: 'parses', text: '' })]);
    expect(starts.map(({ from }) => from).sort()).toEqual(['beginning', 'image']);
  });
});
