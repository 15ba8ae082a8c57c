import fs from 'node:fs';
import path from 'node:path';
import type { RuleId } from '../core/rules/table.ts';

/** The pages of `docs/rules`, one a rule. */
export interface RulePages {
  /** As Markdown. */
  read(id: RuleId): string;
  /** Where they are on the web, without a `/` at the end; undefined as long as they are nowhere. */
  readonly url: string | undefined;
}

/** @param folder holds `SL008.md` and its like */
export function openRulePages(folder: string, url: string | undefined): RulePages {
  return { read: (id) => fs.readFileSync(path.join(folder, `${id}.md`), 'utf8'), url };
}
