// Generates what the account asks Spacelift: typed documents, from the schema and the operations beside it.
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { GraphQLError, buildSchema, parse, validate } from 'graphql';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetUpError } from './lib/requirements.mjs';

const folder = fileURLToPath(new URL('../server/src/account/', import.meta.url));

/**
 * Writes generated/documents.ts.
 * @throws {SetUpError} when the schema or an operation has a mistake
 */
export async function buildDocuments() {
  const filename = path.join(folder, 'generated/documents.ts');
  const schemaText = fs.readFileSync(path.join(folder, 'schema.graphql'), 'utf8');
  try {
    const schema = parse(schemaText);
    const documents = readDocuments();
    checkDocuments(buildSchema(schemaText), documents);
    const text = await codegen({
      filename,
      schema,
      documents,
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        // Without a word from the schema on what an action is.
        scalars: { Action: 'string', ID: 'string' },
        avoidOptionals: { inputValue: false },
        documentMode: 'documentNode',
        skipTypename: true,
      },
      plugins: [{ operations: {} }, { typedDocuments: {} }],
      pluginMap: { operations, typedDocuments },
    });
    fs.mkdirSync(path.dirname(filename), { recursive: true });
    fs.writeFileSync(filename, text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new SetUpError(`What is asked of Spacelift can't be generated: ${error.message}`);
  }
}

function readDocuments() {
  const place = path.join(folder, 'documents');
  const files = fs.readdirSync(place).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => {
    const location = path.join(place, file);
    return { location, document: parse(fs.readFileSync(location, 'utf8')) };
  });
}

function checkDocuments(schema, documents) {
  for (const { document } of documents) {
    const [mistake] = validate(schema, document);
    if (mistake) throw mistake;
  }
}
