import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { knownActions, readAction } from '../../../../server/src/core/access/actions.ts';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { demoAccount, demoInventory } from '../account/demoAccount.ts';

describe('readAction', () => {
  it.each([
    ['run:trigger', 'RUN_TRIGGER', 'run:trigger', 'write'],
    ['RUN_TRIGGER', 'RUN_TRIGGER', 'run:trigger', 'write'],
    ['Run:Trigger', 'RUN_TRIGGER', 'run:trigger', 'write'],
    [' space:read ', 'SPACE_READ', 'space:read', 'read'],
    ['run:trigger-with-custom-runtime-config', 'RUN_TRIGGER_WITH_CUSTOM_RUNTIME_CONFIG', undefined, 'admin'],
    ['WORKER_POOL_CREATE', 'WORKER_POOL_CREATE', 'worker-pool:create', 'admin'],
    ['worker-pool-create', 'WORKER_POOL_CREATE', 'worker-pool:create', 'admin'],
    [
      'TERRAFORM_PROVIDER_VERSION_PUBLISH',
      'TERRAFORM_PROVIDER_VERSION_PUBLISH',
      'terraform-provider-version:publish',
      'write',
    ],
    [
      'INTENT_RESOURCE_OPERATION_REVIEW',
      'INTENT_RESOURCE_OPERATION_REVIEW',
      'intent-resource-operation:review',
      'admin',
    ],
    ['stack:manage', 'STACK_MANAGE', 'stack:manage', 'admin'],
  ])('%s', (text, name, shown = text, level) => {
    expect(readAction(text, undefined)).toEqual({ name, shown, level });
  });

  it.each(['run:read', 'stack:read', 'context:read', 'DRIFT_DETECTION_INTEGRATION_CREATE'])(
    'says what is dubious about %s',
    (text) => {
      const { level, doubt } = readAction(text, undefined);
      expect(level).toBeUndefined();
      expect(doubt).toContain('not documented');
    },
  );

  it('knows what only a role of the account gives', () => {
    const [role] = demoAccount.roles.items;
    if (role === undefined) throw new Error('no role');
    const roles = { ...demoAccount.roles, items: [{ ...role, actions: ['WORKER_POOL_REBOOT_ALL', 'ODDITY'] }] };
    const inventory = buildInventory({ ...demoAccount, roles });
    const { name, shown, doubt } = readAction('worker-pool:reboot-all', inventory);
    expect({ name, shown }).toEqual({ name: 'WORKER_POOL_REBOOT_ALL', shown: 'worker-pool:reboot-all' });
    expect(doubt).toContain('a role of the account gives it');
    expect(readAction('oddity', inventory).shown).toBe('oddity');
    expect(() => readAction('worker-pool:reboot-all', demoInventory)).toThrow(BadInput);
  });

  it.each([
    ['run:triger', 'did you mean run:trigger?'],
    ['RUN_TRIGER', 'did you mean run:trigger?'],
    ['space:reed', 'did you mean space:read?'],
    ['dance', 'right would be one such as run:trigger'],
    ['', 'right would be one such as run:trigger'],
  ])('offers what is near to %s', (text, hint) => {
    expect(() => readAction(text, demoInventory)).toThrow(hint);
  });

  it('has each action of the documentation once, in both spellings, with a level or a doubt', () => {
    const all = [...knownActions()];
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ shown }) => shown)).size).toBe(all.length);
    for (const action of all) {
      expect(readAction(action.shown, undefined)).toBe(action);
      expect(readAction(action.name, undefined)).toBe(action);
      expect(action.shown).toMatch(/^[a-z-]+:[a-z-]+$/);
      expect((action.level === undefined) !== (action.doubt === undefined)).toBe(true);
    }
  });

  it('knows the actions of every demo role', () => {
    for (const { actions } of demoAccount.roles.items)
      for (const action of actions) expect(readAction(action, undefined).name).toBe(action);
  });
});
