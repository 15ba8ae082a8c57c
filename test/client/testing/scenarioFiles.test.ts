import { expect, it } from 'vitest';
import { isScenarioFile, SCENARIO_FILES } from '../../../client/src/testing/scenarioFiles.ts';
import { isScenarioFile as isForServer } from '../../../server/src/lsp/scenarioFiles.ts';

it.each([
  { path: '/login.scenarios.yaml', isOne: true },
  { path: '/.scenarios.yaml', isOne: true },
  { path: '/login.scenarios.yml', isOne: false },
  { path: '/scenarios.yaml', isOne: false },
])('$path', ({ path, isOne }) => {
  expect(isScenarioFile({ path })).toBe(isOne);
  expect(isForServer(`file://${path}`)).toBe(isOne);
  expect(path.endsWith(SCENARIO_FILES.replace('**/*', ''))).toBe(isOne);
});
