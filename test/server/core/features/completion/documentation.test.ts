import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCompletion } from '../../../../../server/src/core/features/completion/describeCompletion.ts';
import type { Documented } from '../../../../../server/src/core/features/completion/suggestion.ts';
import type { Engine } from '../../../../../server/src/core/ports.ts';
import type { RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../../support/engine.ts';
import { builtinsNamed, demoInventory, openPolicy } from '../../../../support/openPolicy.ts';
import { complete, take } from './check.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

const builtins = builtinsNamed('time.clock');

function documentationOf(fixture: string, label: string): string | undefined {
  const item = complete(fixture, { builtins }).find((offered) => offered.label === label);
  if (!item) throw new Error(`${label} is not offered`);
  expect(item.documentation).toBeUndefined();
  return describeCompletion(item.data as Documented, openPolicy('', { account: demoInventory, builtins }));
}

describe('documentation, when it is asked for', () => {
  it.each([
    ['roles["root"] contains "$0"', 'deployer', 'run'],
    ['roles["$0"] contains "x"', 'eu', 'Production in Frankfurt'],
    ['allow if input.session.login == "$0"', 'legacy-ci', 'Expired'],
    ['allow if "$0" in input.session.teams', 'DevOps', 'DevOps'],
    ['allow if input.session.$0', 'login', 'The identity'],
    ['allow if input.spaces[_].$0', 'labels', 'Labels of the space'],
    ['allow if $0', 'input.request.remote_ip', 'IP address the login comes from'],
    ['allow if $0', 'time.clock', 'time.clock('],
    ['$0', 'roles', 'Grants roles'],
    ['$0', 'allow from a network', 'network'],
  ])('of %s: %s', (fixture, label, expected) => {
    expect(documentationOf(fixture, label)).toContain(expected);
  });

  it('is none of what is gone', () => {
    const gone = (of: 'role' | 'space' | 'key' | 'builtin' | 'rule' | 'pattern'): string | undefined =>
      describeCompletion({ of, name: 'gone' }, openPolicy('', { account: demoInventory }));
    expect(['role', 'space', 'key', 'builtin', 'rule', 'pattern'].map((of) => gone(of as 'role'))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
    expect(describeCompletion({ of: 'role', name: 'deployer' }, openPolicy(''))).toBeUndefined();
  });
});

describe('what is written by snippets', () => {
  const headers: [RegoVersion, string][] = [
    ['v1', ''],
    ['v0', ''],
    ['v0', 'import future.keywords.in\n\n'],
    ['v0', 'import future.keywords\n\n'],
  ];

  it.each(headers)('is accepted by OPA: %s %s', async (version, imports) => {
    const fixture = `package spacelift\n\n${imports}$0`;
    for (const keyLogin of ['id', 'name'] as const) {
      for (const { label, kind } of complete(fixture, { engine: version, keyLogin })) {
        if (label === 'import' || label === 'default' || kind === undefined) continue;
        const text = take(fixture, label, { engine: version, keyLogin }).replace(
          '{\n\t\n}',
          '{\n\tinput.session.admin\n}',
        );
        const { errors } = await engine.ask({ op: 'check', policy: { text, engine: version } });
        expect({ label, errors, text: errors.length > 0 ? text : '' }).toEqual({ label, errors: [], text: '' });
      }
    }
  });
});
