/** The patterns that completion offers: written for each Rego, they are policies that Spacelift takes. */
import { afterAll, describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../../../server/src/core/features/check.ts';
import { aboutPattern, patternSnippets } from '../../../../../server/src/core/features/completion/patterns.ts';
import { withoutStops } from '../../../../../server/src/core/features/completion/suggestion.ts';
import { wordsOf } from '../../../../../server/src/core/features/completion/words.ts';
import { startEngine } from '../../../../support/engine.ts';
import { openPolicy } from '../../../../support/openPolicy.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const HEADERS = [
  ['v0', 'package spacelift\n\n'],
  ['v0', 'package spacelift\n\nimport future.keywords.in\n\n'],
  ['v0', 'package spacelift\n\nimport future.keywords\n\n'],
  ['v1', 'package spacelift\n\n'],
] as const;

const written = HEADERS.flatMap(([version, header]) =>
  (['id', 'name'] as const).flatMap((keyLogin) => {
    const words = wordsOf(openPolicy(header, { engine: version }));
    return patternSnippets(words, keyLogin).map(({ label, insert }) => ({ version, header, keyLogin, label, insert }));
  }),
);

describe.each(HEADERS)('in Rego %s under %j', (version, header) => {
  const here = written.filter((one) => one.version === version && one.header === header);
  it.each(here)('$label, keys by $keyLogin', async ({ insert }) => {
    const text = `${header}${withoutStops(insert)}\n`;
    const findings = await checkPolicy({ text, engine: version }, engine);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });
});

it.each(written.slice(0, written.length / 8))('$label says what it is for, and can be filled in', (pattern) => {
  expect(aboutPattern(pattern.label)).toMatch(/^[A-Z].*\.$/);
  expect(withoutStops(pattern.insert)).not.toMatch(/\$\{?\d/);
});

/** What design and examples call patterns, and the offer for each. */
it.each<[what: string, label: string, needs: RegExp]>([
  ['key', 'allow an API key', /input\.session\.login == /],
  ['prefix', 'allow API keys by a prefix', /startswith\(input\.session\.login, /],
  ['suffix', 'allow API keys by a suffix', /endswith\(input\.session\.login, /],
  ['sets of keys', 'allow a set of API keys', /automation/],
  ['tools', 'roles for a table of API keys', /roles\[space\]/],
  ['roles over spaces', 'role in several spaces', /roles\[space\]/],
  ['time', 'allow in a time window', /time\.clock\(now\)/],
  ['network', 'allow from a network', /net\.cidr_contains/],
  ['teams', 'role for a team', /input\.session\.teams/],
  ['deny', 'deny a team', /^deny /],
  ['admin', 'admin for a team', /deny_admin/],
  ['team rewriting', 'one team more', /team/],
  ['e-mail domain', 'allow an e-mail domain', /split\(lower\(/],
])('%s is offered', (_what, label, needs) => {
  const offers = written.filter((one) => one.label === label);
  expect(offers).toHaveLength(8);
  for (const { insert } of offers) expect(withoutStops(insert)).toMatch(needs);
});
