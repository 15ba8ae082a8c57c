import pc from 'picocolors';
import type { CheckReport, Finding, Severity } from '../../../protocol/findings.ts';
import type { Streams } from '../../streams.ts';
import { codeFrame, place } from './codeFrame.ts';
import { counted, printable } from './printable.ts';

const SEVERITIES: Severity[] = ['error', 'warning', 'information', 'hint'];

/** Findings with their code frames, file by file, then what was skipped and a closing line. */
export function writeCheck(report: CheckReport, texts: ReadonlyMap<string, string>, { colour }: Streams): string {
  const colours = pc.createColors(colour);
  const blocks = report.files.flatMap((file) =>
    file.findings.map((finding) => describeFinding(finding, file.path, texts.get(file.path) ?? '', colours)),
  );
  return [...blocks, writeSkipped(report.skipped, colour), summarise(report, colours)].join('');
}

/** A line for each file that is no login policy. */
export function writeSkipped(skipped: CheckReport['skipped'], colour: boolean): string {
  const { dim } = pc.createColors(colour);
  return skipped.map(({ path, reason }) => dim(`skipped ${path}: ${printable(reason)}\n`)).join('');
}

type Colours = ReturnType<typeof pc.createColors>;

function describeFinding(finding: Finding, path: string, text: string, colours: Colours): string {
  const severity = paint(finding.severity, colours);
  const [first = '', ...rest] = printable(finding.message).split('\n');
  const related = (finding.related ?? []).map(
    ({ range, message }) => `  ${place(path, range)}: ${printable(message)}\n`,
  );
  const fixes = (finding.fixes ?? []).map((fix) => `  ${colours.cyan('fix:')} ${printable(fix.title)}\n`);
  return [
    `${colours.bold(place(path, finding.range))}  ${severity}  ${first}  ${colours.dim(finding.rule)}\n`,
    ...rest.map((line) => `  ${line}\n`),
    `${codeFrame(text, finding.range)}\n`,
    ...related,
    ...fixes,
    '\n',
  ].join('');
}

function paint(severity: Severity, colours: Colours): string {
  const painters = { error: colours.red, warning: colours.yellow, information: colours.blue, hint: colours.dim };
  return painters[severity](severity);
}

function summarise(report: CheckReport, colours: Colours): string {
  const checked = `${counted(report.files.length, 'login policy').replace('policys', 'policies')} checked`;
  const counts = countFindings(report.files.flatMap((file) => file.findings));
  if (counts !== undefined) return `${checked}: ${counts}\n`;
  return `${report.files.length > 0 ? colours.green('✓ ') : ''}${checked}, nothing found\n`;
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
