/**
 * Results as JUnit XML, which CI systems read: a suite for each file, a case for each scenario. Nothing that Jenkins'
 * schema refuses (`junit-10.xsd` of jenkinsci/xunit-plugin): no count of what was skipped for all suites together, no
 * file of a case.
 */
import { create, type XMLElement } from 'xmlbuilder';
import type { Finding } from '../../protocol/findings.ts';
import type {
  ScenarioFailure,
  ScenarioResult,
  ScenarioState,
  TestedFile,
  TestReport,
} from '../../protocol/scenarios.ts';
import { place } from './human/codeFrame.ts';
import { isToldBy, listOwnMistakes } from './scenarioFindings.ts';

export function writeJunit({ files, failed = [] }: TestReport): string {
  const root = create('testsuites', {
    encoding: 'UTF-8',
    // Characters that no XML may have.
    invalidCharReplacement: '\uFFFD',
  });
  const results = files.flatMap((file) => file.results);
  const broken = files.filter((file) => listOwnMistakes(file).length > 0).length + failed.length;
  const { tests, failures, errors } = count(results, broken);
  root.att({ name: 'login-policy test', tests, failures, errors, time: seconds(results) });
  for (const file of files) addSuite(root, file);
  for (const { path, reason } of failed) addBroken(root, path, reason);
  return `${root.end({ pretty: true })}\n`;
}

function addSuite(root: XMLElement, file: TestedFile): void {
  const { path, results, findings } = file;
  const mistakes = listOwnMistakes(file);
  const counts = count(results, Math.min(mistakes.length, 1));
  const suite = root.ele('testsuite', { name: path, file: path, ...counts, time: seconds(results) });
  if (mistakes.length > 0) addMistakes(suite, mistakes, path);
  const names = nameCases(results);
  for (const [index, result] of results.entries()) addCase(suite, { ...result, name: names[index] ?? '' }, path);
  const others = findings.filter((finding) => !isToldBy(results, finding) && !mistakes.includes(finding));
  if (others.length > 0) suite.ele('system-err', {}, others.map((finding) => describe(finding, path)).join('\n'));
}

/** Readers tell cases apart by their names, and take two of one name for the same. */
function nameCases(results: readonly ScenarioResult[]): string[] {
  const given = new Set(results.map(({ name }) => name));
  const taken = new Set<string>();
  return results.map(({ name }) => {
    let own = name;
    for (let count = 2; taken.has(own) || (own !== name && given.has(own)); count++) own = `${name} (${count})`;
    taken.add(own);
    return own;
  });
}

function addCase(suite: XMLElement, result: ScenarioResult, path: string): void {
  const { name, state, failures, notes = [], duration } = result;
  const time = (duration / 1000).toFixed(3);
  const element = suite.ele('testcase', { name, classname: path, time });
  const [first] = failures;
  if (first && state !== 'passed') {
    const message = failures.map((failure) => failure.message).join('; ');
    const text = failures.map((failure) => describeFailure(failure, path)).join('\n');
    element.ele(state === 'failed' ? 'failure' : 'error', { message, type: state }, text);
  }
  if (notes.length > 0) element.ele('system-out', {}, notes.join('\n'));
}

/** What is wrong with the file, as a case by the file's name: an empty suite would look fine. */
function addMistakes(suite: XMLElement, mistakes: readonly Finding[], path: string): void {
  const message = mistakes.map((mistake) => mistake.message).join(' ');
  const text = mistakes.map((mistake) => describe(mistake, path)).join('\n');
  suite
    .ele('testcase', { name: path, classname: path, time: '0.000' })
    .ele('error', { message, type: 'errored' }, text);
}

/** A file that can't be read is no less a failure than a scenario. */
function addBroken(root: XMLElement, path: string, reason: string): void {
  const suite = root.ele('testsuite', { name: path, tests: 1, failures: 0, errors: 1, skipped: 0, time: '0.000' });
  suite
    .ele('testcase', { name: path, classname: path, time: '0.000' })
    .ele('error', { message: reason, type: 'errored' });
}

function describeFailure({ message, range, because, expected, actual }: ScenarioFailure, path: string): string {
  return [
    `${place(path, range)} ${message}${because ? `, as \`${because.rule}\` fires (${place(because.uri, because.range)})` : ''}`,
    ...(expected === undefined ? [] : expected.split('\n').map((line) => `- ${line}`)),
    ...(actual === undefined ? [] : actual.split('\n').map((line) => `+ ${line}`)),
  ].join('\n');
}

function describe({ severity, message, rule, range }: Finding, path: string): string {
  return `${place(path, range)} ${severity}: ${message} [${rule}]`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** `broken`: how many files are a case of their own. */
function count(results: readonly ScenarioResult[], broken: number): Counts {
  const of = (wanted: ScenarioState): number => results.filter(({ state }) => state === wanted).length;
  return { tests: results.length + broken, failures: of('failed'), errors: of('errored') + broken, skipped: 0 };
}

function seconds(results: readonly ScenarioResult[]): string {
  return (results.reduce((sum, { duration }) => sum + duration, 0) / 1000).toFixed(3);
}
