// Generates the parser from rego.grammar.
import { buildParserFile } from '@lezer/generator';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../server/src/core/syntax/', import.meta.url));

/** Writes generated/regoParser.ts and generated/regoParser.terms.ts. */
export async function buildGrammar() {
  const source = path.join(folder, 'rego.grammar');
  const { parser, terms } = buildParserFile(fs.readFileSync(source, 'utf8'), {
    fileName: source,
    typeScript: true,
    warn: (message) => {
      throw new Error(message);
    },
  });
  const generated = path.join(folder, 'generated');
  fs.mkdirSync(generated, { recursive: true });
  fs.writeFileSync(path.join(generated, 'regoParser.ts'), parser);
  fs.writeFileSync(path.join(generated, 'regoParser.terms.ts'), terms);
}

if (process.argv[1] === import.meta.filename) await buildGrammar();
