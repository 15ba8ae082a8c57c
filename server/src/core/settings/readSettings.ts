/** `.login-policy.yaml`, read: settings, or what is wrong with them and where. */
import { isMap, isNode, isScalar, parseDocument, type Document, type Node } from 'yaml';
import type { Range } from '../../protocol/findings.ts';
import { nearestName } from '../policy/nearestName.ts';
import { nearestRule } from '../rules/nearestRule.ts';
import { LineIndex } from '../syntax/positions.ts';
import { LEVELS, type CheckSettings } from './settings.ts';
import { settingsSchema } from './settingsSchema.ts';

/** A mistake in a settings file. */
export interface SettingsProblem {
  readonly range: Range;
  /** Names the key, and what would be right. */
  readonly message: string;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: CheckSettings }
  /** In the order of the text, at least one. */
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** @param text without a BOM; empty: the defaults */
export function readSettings(text: string): SettingsReading {
  const lines = new LineIndex(text);
  const document = parseDocument(text, { prettyErrors: false });
  const value = toValue(document);
  if (!value.ok) {
    const problems = value.errors.map(({ from, to, message }) => ({ range: lines.rangeOf({ from, to }), message }));
    return { ok: false, problems };
  }
  const parsed = settingsSchema.safeParse(value.value ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => tellIssue(issue, document, lines));
    return { ok: false, problems: problems.sort((a, b) => comparePlaces(a.range, b.range)) };
  }
  const { rules = {}, slack = false, keyLogin } = parsed.data;
  return { ok: true, settings: { rules, slack, keyLogin } };
}

type YamlValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errors: readonly { from: number; to: number; message: string }[] };

function toValue(document: Document.Parsed): YamlValue {
  if (document.errors.length > 0) {
    const errors = document.errors.map(({ pos: [from, to], message }) => ({
      from,
      to,
      message: `not YAML: ${message}`,
    }));
    return { ok: false, errors };
  }
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    // An alias without an anchor, or too many of them.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, errors: [{ from: 0, to: 0, message: `not YAML: ${error.message}` }] };
  }
}

type Issue = NonNullable<ReturnType<typeof settingsSchema.safeParse>['error']>['issues'][number];

function tellIssue(issue: Issue, document: Document.Parsed, lines: LineIndex): SettingsProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      range: rangeOf(keyNode(document, [...path, key]), lines),
      message: path.length === 0 ? tellUnknownKey(key) : tellUnknownRule(key),
    }));
  }
  const node = document.getIn(path, true);
  const given = isScalar(node) ? `, not \`${String(node.value)}\`` : '';
  return [{ range: rangeOf(node, lines), message: tellValue(path, isScalar(node) ? node.value : undefined, given) }];
}

const KEYS = Object.keys(settingsSchema.shape);

function tellUnknownKey(key: string): string {
  const nearest = nearestName(key, KEYS);
  const right = nearest === undefined ? `write ${listOf(KEYS, 'or')}` : `is \`${nearest}\` meant?`;
  return `there is no setting \`${key}\`: ${right}`;
}

function tellUnknownRule(key: string): string {
  if (key.endsWith('_error')) return `\`${key}\` is OPA's own: what OPA refuses stays an error`;
  const nearest = nearestRule(key);
  const right = nearest === undefined ? "docs/rules/README.md lists the rules' ids" : `is \`${nearest}\` meant?`;
  return `rules: there is no rule \`${key}\`: ${right}`;
}

/** @param given what stands there instead, as the end of a sentence */
function tellValue([key, rule]: readonly string[], value: unknown, given: string): string {
  if (rule !== undefined) return `rules.${rule}: ${tellLevel(value, given)}`;
  switch (key) {
    case 'rules':
      return `rules: write rules and their levels below it, such as \`SL008: off\`${given}`;
    case 'slack':
      return `slack: write true or false${given}`;
    case 'keyLogin':
      return `keyLogin: write id or name${given}`;
    default:
      return `settings are keys and values: write ${listOf(KEYS, 'or')}${given}`;
  }
}

function tellLevel(value: unknown, given: string): string {
  if (typeof value === 'string' && LEVELS.some((level) => level === value)) {
    return 'stays an error: Spacelift refuses such a policy, or reads it as something else';
  }
  const nearest = typeof value === 'string' ? nearestName(value, LEVELS) : undefined;
  const right = nearest === undefined ? `write ${listOf(LEVELS, 'or')}` : `is \`${nearest}\` meant?`;
  return nearest === undefined ? `${right}${given}` : `\`${String(value)}\` is no level: ${right}`;
}

/** The key at the end of a path. */
function keyNode(document: Document.Parsed, path: readonly string[]): unknown {
  const map = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))?.key;
}

/** The text's start for what has no place of its own. */
function rangeOf(node: unknown, lines: LineIndex): Range {
  const [from, to] = (isNode(node) ? (node satisfies Node).range : undefined) ?? [0, 0];
  return lines.rangeOf({ from, to });
}

function comparePlaces(a: Range, b: Range): number {
  return a.start.line - b.start.line || a.start.character - b.start.character;
}

function listOf(words: readonly string[], last: string): string {
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
