/**
 * A report as SARIF 2.1.0 (OASIS), for GitHub code scanning and its like.
 *
 * Braces in messages stay as they are: the standard asks for two in place of one, but what shows SARIF shows them as
 * they come.
 */
import type { Invocation, Log, Notification, Run } from 'sarif';
import type { CheckReport } from '../../../protocol/findings.ts';
import type { RulePages } from '../../rulePages.ts';
import { fileUri } from './fileUri.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { toResult } from './result.ts';
import { describeRules } from './rules.ts';

export interface SarifSurroundings {
  /** Of the checked files, by the report's paths. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of this program, such as `1.2.0`. */
  readonly version: string;
  readonly pages: RulePages;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** With a newline at the end. Paths are told from the working directory. */
export function writeSarif(report: CheckReport, { texts, version, pages }: SarifSurroundings): string {
  const rules = describeRules(report, pages);
  const results = report.files.flatMap((file) => {
    const fingerprints = fingerprintsOf(file.findings, texts.get(file.path) ?? '');
    const uri = fileUri(file.path, process.cwd());
    return file.findings.map((finding, index) => ({
      ...toResult(finding, uri, rules),
      partialFingerprints: { 'loginPolicy/v1': fingerprints[index] ?? '' },
    }));
  });
  const driver = { name: 'login-policy', semanticVersion: version, rules: [...rules.values()] };
  const run: Run = { tool: { driver }, columnKind: 'utf16CodeUnits', invocations: [describeRun(report)], results };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What was skipped, or could not be checked, is told of the run: it is no result. */
function describeRun({ skipped, failed = [] }: CheckReport): Invocation {
  const told = [
    ...skipped.map(({ path, reason }) => tell('note', path, `Skipped: ${reason}`)),
    ...failed.map(({ path, reason }) => tell('error', path, `Not checked: ${reason}`)),
  ];
  return {
    executionSuccessful: failed.length === 0,
    ...(told.length > 0 && { toolExecutionNotifications: told }),
  };
}

function tell(level: 'note' | 'error', path: string, text: string): Notification {
  const uri = fileUri(path, process.cwd());
  return { level, message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri } } }] };
}
