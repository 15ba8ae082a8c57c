/** Mistakes that only an account tells, with everything that is said of them. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { checkPolicy } from '../../../../server/src/core/features/check.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import type { Finding } from '../../../../server/src/protocol/findings.ts';
import { startEngine } from '../../../support/engine.ts';
import { applyFixes, describeFindings } from '../../../support/findings.ts';
import { readMarked, sortExpectations } from '../../../support/marked.ts';
import { demoAccount } from '../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const account = buildInventory(demoAccount);
const folder = fileURLToPath(new URL('accountMistakes/', import.meta.url));

function check(text: string, version: RegoVersion): Promise<Finding[]> {
  return checkPolicy({ text, engine: version }, engine, { account });
}

describe.each<RegoVersion>(['v0', 'v1'])('%s', (version) => {
  const files = fs.readdirSync(folder + version);

  test.each(files)('%s', async (file) => {
    const { text, expected } = readMarked(fs.readFileSync(`${folder}${version}/${file}`, 'utf8'));
    expect(describeFindings(text, await check(text, version))).toEqual(sortExpectations(expected));
  });

  test.each(files)('%s: every fix mends its finding, and OPA reads what it makes', async (file) => {
    const { text } = readMarked(fs.readFileSync(`${folder}${version}/${file}`, 'utf8'));
    const findings = await check(text, version);
    const errors = ofOpa(findings);
    for (const finding of findings) {
      for (const fix of finding.fixes ?? []) {
        const left = await check(applyFixes(text, [fix]), version);
        expect(left.map(({ message }) => message)).not.toContain(finding.message);
        expect(ofOpa(left)).toEqual(errors);
      }
    }
  });
});

function ofOpa(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule }) => (rule.startsWith('rego_') ? [rule] : []));
}
