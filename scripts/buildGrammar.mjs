// Generates the parser from rego.grammar.
import { buildParserFile } from '@lezer/generator';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetUpError } from './lib/requirements.mjs';

const folder = fileURLToPath(new URL('../server/src/core/syntax/', import.meta.url));

/**
 * Writes generated/regoParser.ts and generated/regoParser.terms.ts.
 * @throws {SetUpError} when the grammar has a mistake
 */
export async function buildGrammar() {
  const source = path.join(folder, 'rego.grammar');
  const { parser, terms } = generate(source);
  const generated = path.join(folder, 'generated');
  fs.mkdirSync(generated, { recursive: true });
  fs.writeFileSync(path.join(generated, 'regoParser.ts'), parser);
  fs.writeFileSync(path.join(generated, 'regoParser.terms.ts'), terms);
}

function generate(source) {
  const warn = (message) => {
    throw new Error(message);
  };
  try {
    return buildParserFile(fs.readFileSync(source, 'utf8'), { fileName: source, typeScript: true, warn });
  } catch (error) {
    throw new SetUpError(`The parser can't be generated: ${error.message}`);
  }
}
