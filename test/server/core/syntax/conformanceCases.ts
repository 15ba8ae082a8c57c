/** The policies of OPA's own conformance cases, as they come with its Go module. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

export interface ConformanceModule {
  /** File, case and index: `v1/every/test-every.yaml every/simple #0`. */
  readonly name: string;
  readonly engine: 'v0' | 'v1';
  readonly text: string;
}

const documentSchema = z.object({
  cases: z.array(z.object({ note: z.string(), modules: z.array(z.string()).nullish() })),
});

/** All of them: OPA parses each as the version its folder is named after. */
export function readConformanceModules(): ConformanceModule[] {
  const folder = path.join(findOpa(), 'v1/test/cases/testdata');
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.yaml')).flatMap((file) => readFile(folder, file));
}

function readFile(folder: string, file: string): ConformanceModule[] {
  const engine = file.startsWith('v0') ? 'v0' : 'v1';
  const documents = parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8'), { uniqueKeys: false });
  const cases = documents.flatMap((document) => {
    const content: unknown = document.toJS();
    return content === null ? [] : documentSchema.parse(content).cases;
  });
  return cases.flatMap(({ note, modules }) =>
    (modules ?? []).map((text, index) => ({ name: `${file} ${note} #${String(index)}`, engine, text })),
  );
}

function findOpa(): string {
  const { status, stdout, stderr } = spawnSync(
    'go',
    ['list', '-m', '-f', '{{.Dir}}', 'github.com/open-policy-agent/opa'],
    {
      cwd: path.join(import.meta.dirname, '../../../../engine'),
      encoding: 'utf8',
    },
  );
  const folder = stdout.trim();
  if (status !== 0 || folder === '') throw new Error(`OPA's Go module is not there: ${stderr}`);
  return folder;
}
