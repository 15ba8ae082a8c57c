import pc from 'picocolors';
import type { CheckReport, Finding, Range, Severity } from '../../../protocol/findings.ts';
import type { Streams } from '../../streams.ts';
import { framesOf, place } from './codeFrame.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

const SEVERITIES: Severity[] = ['error', 'warning', 'information', 'hint'];

/** Findings with their code frames, file by file, then what was skipped and a closing line. */
export function writeCheck(report: CheckReport, texts: ReadonlyMap<string, string>, { colour }: Streams): string {
  const colours = pc.createColors(colour);
  const blocks = report.files.flatMap(({ path, findings }) => {
    const frame = framesOf(texts.get(path) ?? '');
    return findings.map((finding) => describeFinding(finding, path, frame, colours));
  });
  return [...blocks, writeSkipped(report.skipped, colour), summarise(report, colours)].join('');
}

/** A line for each file that is no login policy. */
export function writeSkipped(skipped: CheckReport['skipped'], colour: boolean): string {
  const { dim } = pc.createColors(colour);
  return skipped.map(({ path, reason }) => dim(printable(`skipped ${path}: ${reason}`)).concat('\n')).join('');
}

type Colours = ReturnType<typeof pc.createColors>;

function describeFinding(finding: Finding, path: string, frame: (at: Range) => string, colours: Colours): string {
  const severity = paint(finding.severity, colours);
  const [first = '', ...rest] = printable(finding.message).split('\n');
  const related = (finding.related ?? []).map(
    ({ range, message }) => `  ${place(path, range)}: ${printable(message)}\n`,
  );
  const fixes = (finding.fixes ?? []).map((fix) => `  ${colours.cyan('fix:')} ${printable(fix.title)}\n`);
  return [
    `${colours.bold(place(path, finding.range))}  ${severity}  ${first}  ${colours.dim(finding.rule)}\n`,
    ...rest.map((line) => `  ${line}\n`),
    `${frame(finding.range)}\n`,
    ...related,
    ...fixes,
    '\n',
  ].join('');
}

function paint(severity: Severity, colours: Colours): string {
  const painters = { error: colours.red, warning: colours.yellow, information: colours.blue, hint: colours.dim };
  return painters[severity](severity);
}

function summarise({ files, failed = [] }: CheckReport, colours: Colours): string {
  const checked = `${counted(files.length, 'login policy').replace('policys', 'policies')} checked`;
  const counts = countFindings(files.flatMap(({ findings }) => findings));
  const isFine = files.length > 0 && failed.length === 0 && counts === undefined;
  const lost = failed.length === 0 ? '' : `; ${counted(failed.length, 'place')} could not be checked`;
  return `${isFine ? colours.green('✓ ') : ''}${checked}${counts === undefined ? ', nothing found' : `: ${counts}`}${lost}\n`;
}

/** `1 error, 2 warnings`; undefined where there is none. */
export function countFindings(findings: readonly Finding[]): string | undefined {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const words = counts.map(({ severity, count }) =>
    severity === 'information' ? `${count} information` : counted(count, severity),
  );
  return words.length === 0 ? undefined : words.join(', ');
}
