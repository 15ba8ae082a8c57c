/** `*.scenarios.yaml`, read: what it says as far as it can be read, and every mistake with its place. */
import { stringify } from 'lossless-json';
import { parseDocument, type Document, type Node } from 'yaml';
import type { Finding, Range } from '../../protocol/findings.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { LineIndex } from '../syntax/positions.ts';
import { findWrongMerge } from './mergeKeys.ts';
import { Places } from './places.ts';
import { findingOf } from './rules.ts';
import type { Expectation, Placed, ReadScenarioFile, Scenario } from './scenario.ts';
import {
  headerSchema,
  scenarioFileSchema,
  scenarioSchema,
  type ScenarioHeader,
  type WrittenScenario,
} from './scenarioSchema.ts';
import { tellIssue } from './tellIssue.ts';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** @param text without a BOM */
export function readScenarioFile(text: string): ReadScenarioFile {
  const lines = new LineIndex(text);
  const document = parseDocument(text, { prettyErrors: false, intAsBigInt: true, merge: true });
  const value = toValue(document, lines);
  if ('findings' in value) return { lines, policies: [], scenarios: [], scenariosRange: START, ...value };
  const places = new Places(document, lines);
  const parsed = scenarioFileSchema.safeParse(value.value ?? {}, { reportInput: true });
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => tellIssue(issue, places));
  const header = readHeader(value.value);
  const written = readItems(value.value, places, header.defaults);
  const repeated = findRepeated(written);
  const scenarios = written.map((one) => withMistake(one, [...issues, ...repeated]));
  return {
    lines,
    ...placeHeader(header, places),
    scenarios,
    scenariosRange: places.keyAt(['scenarios']),
    findings: once([...issues, ...repeated]).sort((a, b) => comparePlaces(a.range, b.range)),
  };
}

const SECOND = 'Here a second document begins: leave out the `---`, or write it into a file of its own.';
const NO_MERGE =
  '`<<` takes over keys and values: write what has them above, such as `<<: *base` for `session: &base { … }`.';

function toValue(document: Document.Parsed, lines: LineIndex): { value: unknown } | { findings: Finding[] } {
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ pos: [from, to], message, code }) =>
      findingOf(
        'SL080',
        lines.rangeOf({ from, to }),
        code === 'MULTIPLE_DOCS' ? SECOND : `This is not YAML: ${message}.`,
      ),
    );
    return { findings };
  }
  const wrong = findWrongMerge(document);
  if (wrong) {
    const [from = 0, to = 0] = (wrong.key as Node).range ?? [];
    return { findings: [findingOf('SL080', lines.rangeOf({ from, to }), NO_MERGE)] };
  }
  try {
    return { value: document.toJS() };
  } catch (error) {
    // An alias without an anchor, or too many of them.
    if (!(error instanceof ReferenceError)) throw error;
    return { findings: [findingOf('SL080', START, `This is not YAML: ${error.message}.`)] };
  }
}

/** Of the keys above the scenarios, those that are right. */
function readHeader(value: unknown): Partial<ScenarioHeader> {
  if (!isObject(value)) return {};
  const { policy, engine, account, defaults } = headerSchema.shape;
  const read = {
    policy: policy.safeParse(value['policy']).data,
    engine: engine.safeParse(value['engine']).data,
    account: account.safeParse(value['account']).data,
    defaults: defaults.safeParse(value['defaults']).data,
  };
  return Object.fromEntries(Object.entries(read).filter(([, one]) => one !== undefined));
}

function placeHeader(
  { policy, engine, account, defaults }: Partial<ScenarioHeader>,
  places: Places,
): Pick<ReadScenarioFile, 'policies' | 'engine' | 'account' | 'defaults'> {
  const policies: Placed[] = Array.isArray(policy)
    ? policy.map((text, index) => ({ text, range: places.valueAt(['policy', index]) }))
    : policy === undefined
      ? []
      : [{ text: policy, range: places.valueAt(['policy']) }];
  return {
    policies,
    ...(engine && { engine }),
    ...(defaults && { defaults }),
    ...(account !== undefined && { account: { text: account, range: places.valueAt(['account']) } }),
  };
}

/** What has no name of its own is called by its place in the list: it counts as what could not be decided. */
function readItems(value: unknown, places: Places, defaults: ScenarioHeader['defaults']): Scenario[] {
  const items: unknown = isObject(value) ? value['scenarios'] : undefined;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index): Scenario[] => {
    const given = isObject(item) ? scenarioSchema.shape.name.safeParse(item['name']).data : undefined;
    const at = ['scenarios', index];
    const placed = {
      name: given ?? `scenario ${index + 1}, without a name`,
      range: places.valueAt(at),
      nameRange: places.valueAt([...at, 'name']),
      sessionRange: places.pairAt([...at, 'session']),
    };
    const parsed = scenarioSchema.safeParse(item);
    if (parsed.success) {
      return [
        {
          ...placed,
          session: readSession(parsed.data, defaults),
          teams: (parsed.data.session.teams ?? []).map((text, nth) => ({
            text,
            range: places.valueAt([...at, 'session', 'teams', nth]),
          })),
          expectations: listExpected(parsed.data, at, places),
        },
      ];
    }
    // Told where it stands, which may be a session that this one refers to.
    const [mistake] = tellIssues(item, at, places);
    return [{ ...placed, session: {}, teams: [], expectations: [], ...(mistake && { mistake }) }];
  });
}

function tellIssues(item: unknown, at: readonly (string | number)[], places: Places): Finding[] {
  const { error } = scenarioSchema.safeParse(item, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) => tellIssue({ ...issue, path: [...at, ...issue.path] }, places));
}

function readSession(
  { session: { input, ...session } }: WrittenScenario,
  defaults: ScenarioHeader['defaults'],
): SessionRequest {
  if (input !== undefined) {
    const text = typeof input === 'string' ? input : (stringify(input) ?? '');
    return { ...session, input: text };
  }
  const { loginAs, ...others } = defaults ?? {};
  return { ...others, ...(session.key !== undefined && loginAs && { loginAs }), ...session };
}

function listExpected({ expect }: WrittenScenario, at: readonly (string | number)[], places: Places): Expectation[] {
  const { access, roles = {}, nothingElse } = expect;
  const of = (...path: (string | number)[]): (string | number)[] => [...at, 'expect', ...path];
  const listed = Object.entries(roles).map(([space, slugs]): Expectation => ({
    kind: 'roles',
    space: { text: space, range: places.keyAt(of('roles', space)) },
    slugs: slugs.map((text, index) => ({ text, range: places.valueAt(of('roles', space, index)) })),
    range: places.pairAt(of('roles', space)),
  }));
  const actions = (['can', 'cannot'] as const).flatMap((kind) =>
    Object.entries(expect[kind] ?? {}).flatMap(([space, names]) =>
      names.map((action, index): Expectation => ({
        kind,
        space: { text: space, range: places.keyAt(of(kind, space)) },
        action,
        range: places.valueAt(of(kind, space, index)),
      })),
    ),
  );
  return [
    ...(access ? [{ kind: 'access' as const, level: access, range: places.pairAt(of('access')) }] : []),
    ...listed,
    ...actions,
    ...(nothingElse ? [{ kind: 'nothingElse' as const, range: places.pairAt(of('nothingElse')) }] : []),
  ];
}

/** What several scenarios refer to is wrong in each of them. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function findRepeated(scenarios: readonly Scenario[]): Finding[] {
  return scenarios
    .filter(({ name }, index) => scenarios.findIndex((other) => other.name === name) < index)
    .map(({ name, nameRange }) =>
      findingOf('SL080', nameRange, `Another scenario of this file is named \`${name}\`: give each its own name.`),
    );
}

function withMistake(scenario: Scenario, mistakes: readonly Finding[]): Scenario {
  const mistake = scenario.mistake ?? mistakes.find(({ range }) => isWithin(range, scenario.range));
  return mistake ? { ...scenario, mistake } : scenario;
}

function isWithin(inner: Range, outer: Range): boolean {
  return compare(inner.start, outer.start) >= 0 && compare(inner.end, outer.end) <= 0;
}

function comparePlaces(a: Range, b: Range): number {
  return compare(a.start, b.start);
}

function compare(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
