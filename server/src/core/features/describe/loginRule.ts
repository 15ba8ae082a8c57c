import type { RegoVersion } from '../../../protocol/engine.ts';
import type { LoginRule } from '../../policy/loginContract.ts';
import { code, paragraphs, rego } from './markdown.ts';

const TYPES = {
  boolean: 'true or false',
  set: 'set of strings',
  map: 'map of space ids to sets of role slugs',
} as const;

/** A rule that Spacelift reads: what it does with it, how it is written, what to write instead. Markdown. */
export function describeLoginRule(rule: LoginRule, engine: RegoVersion): string {
  const { name, type, description, deprecated, assumed } = rule;
  return paragraphs(
    `${code(name)} · read by Spacelift · ${TYPES[type]}`,
    deprecated && `**Deprecated**: grant the role ${code(deprecated.role)} by ${code(deprecated.instead)} instead.`,
    description,
    rego(deprecated ? writeRole(deprecated.role, engine) : writeExample(rule, engine)),
    assumed,
  );
}

function writeExample({ name, type }: LoginRule, engine: RegoVersion): string {
  if (type === 'map') return writeRole('role-slug', engine);
  const head = type === 'set' ? writeMember(name, engine) : name;
  return engine === 'v1' ? `${head} if { … }` : `${head} { … }`;
}

function writeMember(name: string, engine: RegoVersion): string {
  return engine === 'v1' ? `${name} contains "…"` : `${name}["…"]`;
}

function writeRole(slug: string, engine: RegoVersion): string {
  return engine === 'v1' ? `roles["space-id"] contains "${slug}" if { … }` : `roles["space-id"]["${slug}"] { … }`;
}
