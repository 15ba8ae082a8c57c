/** The mistakes' policies, as texts, and what `check` says to them. */
import fs from 'node:fs';
import path from 'node:path';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../server/src/core/account/snapshotSchema.ts';
import { checkPolicy } from '../../server/src/core/features/check.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import type { PolicySource } from '../../server/src/protocol/engine.ts';
import type { Finding, Severity } from '../../server/src/protocol/findings.ts';
import { readMarked } from '../../test/support/marked.ts';
import type { Mistake } from './list.ts';

/** From the root of the repository. */
export const FOLDER = 'test/server/core/features';

/** Without what the tests expect of it. */
export function readPolicy({ policy }: Mistake, root: string): PolicySource {
  const { text } = readMarked(fs.readFileSync(path.join(root, FOLDER, `${policy}.rego`), 'utf8'));
  return { text, engine: policy.includes('/v0/') ? 'v0' : 'v1' };
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The worst finding in its words, and the rules of the others. */
export async function tellOurs(mistake: Mistake, root: string, engine: Engine): Promise<string> {
  const snapshot = fs.readFileSync(path.join(root, 'demo/account.json'), 'utf8');
  const surroundings = mistake.account ? { account: buildInventory(parseSnapshot(snapshot)) } : {};
  const findings = await checkPolicy(readPolicy(mistake, root), engine, surroundings);
  const worst = findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))[0];
  return worst ? describe(worst, findings) : 'nothing';
}

function describe({ rule, severity, message }: Finding, findings: readonly Finding[]): string {
  const others = [...new Set(findings.map((finding) => finding.rule))].filter((other) => other !== rule);
  const also = others.length > 0 ? ` Also ${others.map(linkTo).join(', ')}.` : '';
  return `${severity} ${linkTo(rule)}: ${message}${also}`;
}

function linkTo(rule: string): string {
  return rule.startsWith('SL') ? `[${rule}](rules/${rule}.md)` : `\`${rule}\``;
}
