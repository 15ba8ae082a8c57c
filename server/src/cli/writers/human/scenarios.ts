import pc from 'picocolors';
import type { Finding, Severity } from '../../../protocol/findings.ts';
import type {
  ClauseCoverage,
  ScenarioFailure,
  ScenarioResult,
  ScenarioState,
  TestedFile,
  TestReport,
} from '../../../protocol/scenarios.ts';
import type { Streams } from '../../streams.ts';
import { isToldBy, listOwnMistakes } from '../scenarioFindings.ts';
import { place } from './codeFrame.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** A line for each scenario, and below those that have not passed, why; in the end how many there are of each. */
export function writeScenarios({ files }: TestReport, isCovered: boolean, { colour }: Pick<Streams, 'colour'>): string {
  const colours = pc.createColors(colour);
  const sections = files.map((file) => describeFile(file, isCovered, colours));
  const results = files.flatMap((file) => file.results);
  const broken = files.filter((file) => listOwnMistakes(file).length > 0).length;
  return `${sections.join('\n')}\n${describeCounts(results, broken, colours)}\n`;
}

function describeFile(file: TestedFile, isCovered: boolean, colours: Colours): string {
  const { path, policies, findings, results, coverage } = file;
  const lines = [
    `${colours.bold(printableLine(path))}  ${colours.dim(printableLine(policies.join(', ')))}`,
    ...findings
      .filter((finding) => !isToldBy(results, finding))
      .map((finding) => `  ${describeFinding(finding, path, colours)}`),
    ...results.flatMap((result) => describeResult(result, path, colours)),
    ...(isCovered ? coverage.flatMap((one) => describeCoverage(one, colours)) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function describeFinding({ severity, message, rule, range }: Finding, file: string, colours: Colours): string {
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    information: colours.cyan,
    hint: colours.cyan,
  };
  return `${place(file, range)}  ${paint[severity](severity)}  ${printableLine(message)} ${colours.dim(rule)}`;
}

/** With a mark, so that colour alone never carries it. */
function describeResult(result: ScenarioResult, file: string, colours: Colours): string[] {
  const { name, state, failures, notes = [] } = result;
  const mark = { passed: colours.green('✓'), failed: colours.red('✗'), errored: colours.red('!') }[state];
  return [
    `  ${mark} ${printableLine(name)}`,
    ...failures.flatMap((failure) => describeFailure(failure, file, colours)),
    ...notes.map((note) => `      ${colours.dim('note:')} ${printableLine(note)}`),
  ];
}

function describeFailure(failure: ScenarioFailure, file: string, colours: Colours): string[] {
  const { message, range, because, expected, actual } = failure;
  const clause = because ? `, as \`${because.rule}\` fires (${place(because.uri, because.range)})` : '';
  return [
    `      ${colours.dim(place(file, range))}  ${printableLine(message)}${clause}`,
    ...(expected === undefined ? [] : linesOf(expected).map((line) => `        ${colours.green(`- ${line}`)}`)),
    ...(actual === undefined ? [] : linesOf(actual).map((line) => `        ${colours.red(`+ ${line}`)}`)),
  ];
}

/** A name stays in its line: breaks and tabs in it become visible, too. */
function printableLine(text: string): string {
  return printable(text).replace(/[\t\n]/g, (character) => String.fromCodePoint(0x2400 + character.charCodeAt(0)));
}

function linesOf(text: string): string[] {
  return printable(text).split('\n');
}

function describeCoverage({ uri, clauses }: ClauseCoverage, colours: Colours): string[] {
  const unfired = clauses.filter(({ count }) => count === 0);
  const fired = `${clauses.length - unfired.length} of ${counted(clauses.length, 'clause')}`;
  return [
    `  ${colours.dim('coverage')} ${printableLine(uri)}: ${fired} fired`,
    ...unfired.map(({ rule, range }) => `      ${place(uri, range)}  \`${printableLine(rule)}\` never fires`),
  ];
}

function describeCounts(results: readonly ScenarioResult[], broken: number, { bold, green, red }: Colours): string {
  const count = (wanted: ScenarioState): number => results.filter(({ state }) => state === wanted).length;
  const [failed, errored] = [count('failed'), count('errored')];
  const parts = [
    green(`${count('passed')} passed`),
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(errored > 0 ? [red(`${errored} not decided`)] : []),
    ...(broken > 0 ? [red(`${counted(broken, 'file')} with a mistake`)] : []),
  ];
  return `${bold(counted(results.length, 'scenario'))}: ${parts.join(', ')}`;
}
