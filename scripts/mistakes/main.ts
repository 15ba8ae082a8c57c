/** Writes `docs/mistakes.md`; started by `scripts/mistakesTable.mjs`. */
import fs from 'node:fs';
import path from 'node:path';
import { createEngine } from '../../server/src/engine/engine.ts';
import { MISTAKES, type Mistake } from './list.ts';
import { OPA, REGAL, type Tool } from './otherTools.ts';
import { readPolicy, tellOurs } from './policies.ts';
import {
  escapeCell,
  linkTo,
  NOT_RUN,
  readRows,
  readVersions,
  renderPage,
  unescapeCell,
  type Answers,
} from './table.ts';

const root = process.cwd();
const file = path.join(root, 'docs/mistakes.md');

async function main(): Promise<void> {
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const engine = createEngine({ folder: path.join(root, 'dist') });
  const answers: Answers[] = [];
  for (const mistake of MISTAKES) {
    const [opa, regal] = [ask(OPA, mistake, before), ask(REGAL, mistake, before)];
    answers.push({ mistake, opa, regal, ours: await tellOurs(mistake, root, engine) });
  }
  await engine.dispose();
  const kept = readVersions(before);
  fs.writeFileSync(file, renderPage(answers, { opa: OPA.version ?? kept.opa, regal: REGAL.version ?? kept.regal }));
  for (const { name, version } of [OPA, REGAL]) {
    if (version === undefined) process.stderr.write(`${name} is not on the PATH: its column stays as it was.\n`);
  }
}

/** Of a tool that isn't there, what it said when it was. */
function ask(tool: Tool, mistake: Mistake, before: string): string {
  if (tool.version !== undefined) return tool.tell(readPolicy(mistake, root));
  const row = readRows(before).find(([link]) => link === escapeCell(linkTo(mistake)));
  return unescapeCell(row?.[tool === OPA ? 1 : 2] ?? NOT_RUN);
}

await main();
