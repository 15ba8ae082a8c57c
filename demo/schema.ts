/** The schema file made into something that answers. */
import {
  buildASTSchema,
  parse,
  visit,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NameNode,
} from 'graphql';
import type { Faults } from './faults/fault.ts';
import { unauthorized, type Context } from './resolvers/permissions.ts';
import type { RootResolvers } from './resolvers/resolvers.ts';

/**
 * @param text of the schema file
 * @throws {Error} where a root field has no resolver, or a fault names a field that is not there
 */
export function buildAccountSchema(text: string, roots: RootResolvers, faults: Faults): GraphQLSchema {
  const schema = buildASTSchema(withoutFields(parse(text), faults.fields('lacks')));
  attach(schema.getQueryType(), roots.query);
  attach(schema.getMutationType(), roots.mutation);
  for (const name of faults.fields('unauthorized')) {
    const [type, field] = name.includes('.') ? name.split('.', 2) : ['Query', name];
    setResolver(schema.getType(type ?? '') as GraphQLObjectType | undefined, field ?? '', () => {
      throw unauthorized();
    });
  }
  return schema;
}

function attach(type: GraphQLObjectType | null | undefined, resolvers: RootResolvers['query']): void {
  for (const name of Object.keys(type?.getFields() ?? {})) {
    const resolver = resolvers[name];
    if (resolver === undefined) throw new Error(`The demo account has no answer to ${name}`);
    setResolver(type, name, (_, args: Record<string, unknown>, context) => resolver(args, context));
  }
}

function setResolver(
  type: GraphQLObjectType | null | undefined,
  name: string,
  resolve: GraphQLFieldResolver<unknown, Context>,
): void {
  const field = type?.getFields()[name];
  if (field === undefined) throw new Error(`The schema has no field ${type?.name ?? '?'}.${name}`);
  field.resolve = resolve;
}

function withoutFields(document: DocumentNode, names: readonly string[]): DocumentNode {
  const left = new Set(names);
  const drop = <Field extends Named>({ name }: Named, fields: readonly Field[] = []): Field[] =>
    fields.filter((field) => !left.delete(`${name.value}.${field.name.value}`));
  const lacking = visit(document, {
    ObjectTypeDefinition: (node) => ({ ...node, fields: drop(node, node.fields) }),
    InputObjectTypeDefinition: (node) => ({ ...node, fields: drop(node, node.fields) }),
  });
  const [unknown] = left;
  if (unknown !== undefined) throw new Error(`The schema has no field ${unknown}`);
  return lacking;
}

interface Named {
  name: NameNode;
}
