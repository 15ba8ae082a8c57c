import type { PolicySource } from '../../protocol/engine.ts';
import type { Finding, Fix } from '../../protocol/findings.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { LineIndex } from '../syntax/positions.ts';
import { applyFixes } from './applyFixes.ts';
import { checkPolicy, type Surroundings } from './check.ts';

/** A fix that was carried out. */
export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
}

export interface FixedPolicy {
  /** Of the text as it was. */
  readonly before: readonly Finding[];
  readonly text: string;
  readonly applied: readonly AppliedFix[];
  /** Of the text as it is now: what no safe fix mends. */
  readonly left: readonly Finding[];
}

/** One fix may make room for another; nothing takes more turns than this. */
const MOST_TURNS = 20;

/**
 * Carries out the first safe fix of every finding, again and again until none is left. Fixes that are not safe are
 * never carried out.
 * @throws {EngineError} when the engine gives no answer
 */
export async function fixPolicy(
  policy: PolicySource,
  engine: Engine,
  surroundings: Surroundings = {},
  token?: CancellationToken,
): Promise<FixedPolicy> {
  const before = await checkPolicy(policy, engine, surroundings, token);
  const applied: AppliedFix[] = [];
  let { text } = policy;
  let left = before;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const fixes = new Map(left.flatMap((finding) => pairOf(finding)));
    if (fixes.size === 0) break;
    const turned = applyFixes(new LineIndex(text), [...fixes.keys()]);
    if (turned.text === text) break;
    applied.push(...[...turned.applied].map((fix) => ({ rule: fixes.get(fix) ?? '', title: fix.title })));
    text = turned.text;
    left = await checkPolicy({ ...policy, text }, engine, surroundings, token);
  }
  return { before, text, applied, left };
}

function pairOf({ rule, fixes = [] }: Finding): [Fix, string][] {
  const safe = fixes.find(({ unsafe }) => !unsafe);
  return safe ? [[safe, rule]] : [];
}
