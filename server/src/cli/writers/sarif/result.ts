import type { Fix, Location, PhysicalLocation, Region, Result } from 'sarif';
import { sayFix } from '../../../core/features/safeFixes.ts';
import type { Finding, Range, Severity } from '../../../protocol/findings.ts';
import type { DescribedRules } from './rules.ts';

/** A finding as a result, without its fingerprints. */
export function toResult(finding: Finding, uri: string, rules: DescribedRules): Result {
  const { rule, severity, message, range, related = [], fixes = [] } = finding;
  return {
    ruleId: rule,
    ruleIndex: [...rules.keys()].indexOf(rule),
    level: sarifLevel(severity),
    message: { text: message },
    locations: [{ physicalLocation: locate(uri, range) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id): Location => ({
        id,
        physicalLocation: locate(uri, place.range),
        message: { text: place.message },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(fix, uri)) }),
  };
}

/** SARIF has one level below a warning. */
export function sarifLevel(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

function locate(uri: string, range: Range): PhysicalLocation {
  return { artifactLocation: { uri }, region: toRegion(range) };
}

/** Lines and columns from one, the end exclusive. */
function toRegion({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function toFix(fix: NonNullable<Finding['fixes']>[number], uri: string): Fix {
  const replacements = fix.edits.map(({ range, newText }) => ({
    deletedRegion: toRegion(range),
    ...(newText !== '' && { insertedContent: { text: newText } }),
  }));
  return {
    description: { text: sayFix(fix) },
    artifactChanges: [{ artifactLocation: { uri }, replacements }],
  };
}
