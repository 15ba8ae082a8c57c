/** What careful authors write: nothing of level warning or error is said about any of it. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { checkPolicy } from '../../../../server/src/core/features/check.ts';
import { startEngine } from '../../../support/engine.ts';
import { describeFindings } from '../../../support/findings.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const folder = fileURLToPath(new URL('good/', import.meta.url));

/** `NAME.v0.rego` and `NAME.v1.rego`. */
test.each(fs.readdirSync(folder))('%s', async (name) => {
  const text = fs.readFileSync(folder + name, 'utf8');
  const findings = await checkPolicy({ text, engine: name.endsWith('.v0.rego') ? 'v0' : 'v1' }, engine);
  const against = findings.filter(({ severity }) => severity === 'warning' || severity === 'error');
  expect(describeFindings(text, against)).toEqual([]);
});
