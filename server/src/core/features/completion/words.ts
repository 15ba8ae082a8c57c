/** How rules are written in the policy's Rego: with `if` and `contains`, or as v0 has it. */
import { hasKeyword } from '../../policy/keywords.ts';
import type { OpenPolicy } from '../openPolicy.ts';

export interface Words {
  readonly if: boolean;
  readonly contains: boolean;
  readonly in: boolean;
  readonly every: boolean;
}

export function wordsOf({ model, engine }: OpenPolicy): Words {
  return {
    if: hasKeyword(model, 'if', engine),
    contains: hasKeyword(model, 'contains', engine),
    in: hasKeyword(model, 'in', engine),
    every: hasKeyword(model, 'every', engine),
  };
}

/** A head with a body of these lines. */
export function writeRule(head: string, body: readonly string[], words: Words): string {
  return [`${head} ${words.if ? 'if {' : '{'}`, ...body.map((line) => `\t${line}`), '}'].join('\n');
}

/** The head of a rule that puts a member into a set: `team contains "x"`. */
export function writeMember(set: string, member: string, words: Words): string {
  return words.contains ? `${set} contains ${member}` : `${set}[${member}]`;
}

/** `"DevOps" in input.session.teams`. */
export function writeMembership(value: string, list: string, words: Words): string {
  return words.in ? `${value} in ${list}` : `${list}[_] == ${value}`;
}
