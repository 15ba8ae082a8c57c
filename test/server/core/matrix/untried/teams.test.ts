import { expect, test } from 'vitest';
import { describeUntriedTeams } from '../../../../../server/src/core/matrix/untried/teams.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

test.each([
  ['a wildcard', 'input.session.teams[_] == "A"', false],
  ['a variable', 'input.session.teams[i] == "A"', false],
  ['a variable that is declared', 'some i; input.session.teams[i] == "A"', false],
  ['variables that are declared together', 'some i, t; input.session.teams[i] == t; t == "A"', false],
  ['a number', 'input.session.teams[0] == "A"', true],
  ['a place that is compared', 'some i; input.session.teams[i] == "A"; i > 0', true],
  ['two places', 'some i; input.session.teams[i] == "A"; input.session.teams[i + 1] == "B"', true],
])('teams by %s', (_, body, isByPlace) => {
  const model = buildModel(`package spacelift\n\nadmin { ${body} }\n`);
  const clauses = new Set([...model.rules.values()].flatMap((rule) => rule.clauses));
  expect(describeUntriedTeams(model, clauses, []).filter((line) => line.includes('read by place'))).toHaveLength(
    Number(isByPlace),
  );
});
