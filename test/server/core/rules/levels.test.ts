import { expect, test } from 'vitest';
import { isFinal, levelOf } from '../../../../server/src/core/rules/levels.ts';
import { runRules } from '../../../../server/src/core/rules/runRules.ts';
import { TABLE } from '../../../../server/src/core/rules/table.ts';
import { DEFAULT_SETTINGS, LEVELS, type CheckSettings } from '../../../../server/src/core/settings/settings.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { findByRules } from '../../../support/findings.ts';

const set = (rules: CheckSettings['rules']): CheckSettings => ({ ...DEFAULT_SETTINGS, rules });

test.each(LEVELS)('a rule at the level %s', (level) => {
  const found = findByRules('package spacelift\nspace_read contains "a"\n', { settings: { rules: { SL008: level } } });
  const levels = found.filter(({ rule }) => rule === 'SL008').map(({ severity }) => severity);
  expect(levels).toEqual(level === 'off' ? [] : [level]);
});

test('the settings come before a level of a message of its own', () => {
  const { noRule } = TABLE.SL032.messages;
  const { default: second } = TABLE.SL011.messages;
  expect(levelOf('SL011', second, DEFAULT_SETTINGS)).toBe('warning');
  expect(levelOf('SL011', second, set({ SL011: 'hint' }))).toBe('hint');
  expect(levelOf('SL032', noRule, set({ SL032: 'error' }))).toBe('error');
});

test('what is final stays', () => {
  const { noText } = TABLE.SL032.messages;
  expect(levelOf('SL032', noText, set({ SL032: 'off' }))).toBe('error');
  expect(levelOf('SL017', TABLE.SL017.messages.clock, set({ SL017: 'hint' }))).toBe('error');
  expect([isFinal('SL017'), isFinal('SL032'), isFinal('SL008')]).toEqual([true, false, false]);
});

test('what a rule would have told better than OPA stays untold where it is off', () => {
  const model = buildModel('package spacelift\nallow if input.session.teams == "a"\n');
  const error = {
    error: { code: 'rego_type_error', message: 'match error\nleft  : array\nright : string' },
    span: { from: 27, to: 53 },
  };
  const settings = set({ SL013: 'off' });
  const context = { model, engine: 'v1', written: 'v1', parses: true, account: undefined, settings } as const;
  const { findings, told } = runRules({ ...context, errors: [error] });
  expect({ findings, told: [...told] }).toEqual({ findings: [], told: [error] });
});
