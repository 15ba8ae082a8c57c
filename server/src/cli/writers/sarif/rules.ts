import type { ReportingDescriptor } from 'sarif';
import { isRuleId } from '../../../core/rules/levels.ts';
import { NOT_CHECKED } from '../../../core/features/unread.ts';
import { TABLE, type RuleId, type RuleInfo } from '../../../core/rules/table.ts';
import type { CheckReport } from '../../../protocol/findings.ts';
import type { RulePages } from '../../rulePages.ts';
import { sarifLevel } from './result.ts';

/** By the rule's id, in the order of their indices. */
export type DescribedRules = ReadonlyMap<string, ReportingDescriptor>;

/** All of ours, and those of OPA's codes that the report has. */
export function describeRules(report: CheckReport, pages: RulePages): DescribedRules {
  const ours = Object.keys(TABLE)
    .filter(isRuleId)
    .map((id) => describeRule(id, pages));
  const codes = report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  const others = [...new Set(codes)].filter((code) => !isRuleId(code)).map(describeCode);
  return new Map([...ours, ...others].map((rule) => [rule.id, rule]));
}

function describeRule(id: RuleId, pages: RulePages): ReportingDescriptor {
  const { name, title, level }: RuleInfo = TABLE[id];
  const page = pages.read(id);
  return {
    id,
    name: name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    help: { text: page, markdown: page },
    // The standard wants an absolute address: as long as there is none, the help is the whole page.
    ...(pages.url !== undefined && { helpUri: `${pages.url}/${id}.md` }),
    defaultConfiguration: { level: sarifLevel(level) },
  };
}

function describeCode(code: string): ReportingDescriptor {
  if (code === NOT_CHECKED)
    return describe(code, 'A part of the policy can not be read here: it is not checked.', 'warning');
  return describe(code, 'OPA refuses the policy, and so does Spacelift, which runs it.', 'error');
}

function describe(code: string, text: string, level: 'warning' | 'error'): ReportingDescriptor {
  return { id: code, shortDescription: { text }, help: { text }, defaultConfiguration: { level } };
}
