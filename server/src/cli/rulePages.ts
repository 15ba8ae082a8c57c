import fs from 'node:fs';
import path from 'node:path';
import { BadInput } from '../core/badInput.ts';
import type { RuleId } from '../core/rules/table.ts';
import { whyUnreadable } from './readFile.ts';

/** The pages of `docs/rules`, one a rule. */
export interface RulePages {
  /**
   * As Markdown.
   * @throws {BadInput} for a page that is not there: the tool is not installed whole
   */
  read(id: RuleId): string;
  /** Where they are on the web, without a `/` at the end; undefined as long as they are nowhere. */
  readonly url: string | undefined;
}

/** @param folder holds `SL008.md` and its like */
export function openRulePages(folder: string, url: string | undefined): RulePages {
  return { read: (id) => readPage(path.join(folder, `${id}.md`)), url };
}

function readPage(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadInput(
      `the page of a rule is missing (${file}: ${whyUnreadable(error)}): build or install the tool anew`,
    );
  }
}
