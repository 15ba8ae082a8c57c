/** What comments say to us, in words: rules that are ignored, and what the file says of itself. */
import { findDirective } from '../../policy/directive.ts';
import { readIgnoreComments } from '../../rules/ignoreComments.ts';
import { TABLE, type RuleInfo } from '../../rules/table.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { code, paragraphs } from '../describe/markdown.ts';
import type { Told } from './hover.ts';

/** Undefined for words that are meant for people. */
export function tellComment(model: PolicyModel, offset: number): Told | undefined {
  for (const { names, reason } of readIgnoreComments(model)) {
    const name = names.find(({ at }) => at.from <= offset && offset <= at.to);
    const markdown = name && tellIgnored(name.id, reason);
    if (name && markdown !== undefined) return { ...name.at, markdown };
  }
  const pair = findDirective(model)?.pairs.find(({ at }) => at.from <= offset && offset <= at.to);
  if (!pair?.isKnown) return undefined;
  const { key, value } = pair;
  const markdown =
    key === 'type'
      ? `${code(pair.written)} · what this file is, whatever its text looks like`
      : `${code(pair.written)} · read as Rego ${value.endsWith('1') ? 'v1' : 'v0'}`;
  return { ...pair.at, markdown };
}

const RULES: Readonly<Record<string, RuleInfo | undefined>> = TABLE;

function tellIgnored(id: string, reason: string): string | undefined {
  const rule = Object.hasOwn(RULES, id) ? RULES[id] : undefined;
  const why = reason === '' ? undefined : 'Ignored here, for the reason behind it.';
  return rule && paragraphs(`**${id}** · ${rule.title}`, why);
}
