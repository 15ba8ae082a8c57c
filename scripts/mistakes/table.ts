/** `docs/mistakes.md`, written and read. */
import { CHAPTERS, type Chapter, type Mistake } from './list.ts';
import { REGAL_LEFT_OUT } from './otherTools.ts';
import { FOLDER } from './policies.ts';

/** What one mistake is answered with, by tool. */
export interface Answers {
  readonly mistake: Mistake;
  readonly opa: string;
  readonly regal: string;
  readonly ours: string;
}

export interface Versions {
  readonly opa: string | undefined;
  readonly regal: string | undefined;
}

export const NOT_RUN = 'not run';

export function renderPage(answers: readonly Answers[], versions: Versions): string {
  const chapters = CHAPTERS.map((chapter) => renderChapter(chapter, answers)).join('\n');
  return `# Mistakes, and what is said to them

${String(answers.length)} mistakes that authors of login policies make, and what three tools say to each policy: \`opa check --strict\`${inVersion(versions.opa)}, \`regal lint\`${inVersion(versions.regal)}, and \`login-policy check\`. ${count(answers)}

OPA and Regal know nothing of Spacelift: most of these policies are valid Rego, and do something else than their authors mean. Of Regal's findings all are listed but those of ${REGAL_LEFT_OUT.map((rule) => `\`${rule}\``).join(', ')}, which are about the layout or about Rego v0 as such. Each mistake links to its policy, where the comments say everything that \`check\` finds; policies below \`v0\` are evaluated as Rego v0.

Made by \`node scripts/mistakesTable.mjs\`; a test holds the last column to what \`check\` says today.

${chapters}`;
}

function inVersion(version: string | undefined): string {
  return ` (${version ?? NOT_RUN})`;
}

/** The versions that a page names. */
export function readVersions(page: string): Versions {
  const [opa, regal] = ['`opa check --strict` (', '`regal lint` ('].map((start) => {
    const version = page.split(start, 2)[1]?.split(')', 1)[0];
    return version === NOT_RUN ? undefined : version;
  });
  return { opa, regal };
}

/** The cells of a page's rows, as they are written: the mistake with its link, and what the three tools say. */
export function readRows(page: string): readonly (readonly string[])[] {
  const rows = page.split('\n').filter((line) => line.startsWith('| ['));
  return rows.map((row) =>
    row
      .slice(2, -2)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function count(answers: readonly Answers[]): string {
  const told = (tool: 'opa' | 'regal' | 'ours'): string => {
    const said = answers.map((each) => each[tool]);
    if (said.every((one) => one === NOT_RUN)) return NOT_RUN;
    return String(said.filter((one) => one !== 'nothing').length);
  };
  return `They say something to ${told('opa')}, ${told('regal')} and ${told('ours')} of them, if not always about the mistake.`;
}

function renderChapter({ title, mistakes }: Chapter, answers: readonly Answers[]): string {
  const rows = answers.filter(({ mistake }) => mistakes.includes(mistake)).map(renderRow);
  const head = '| mistake | `opa check --strict` | `regal lint` | `login-policy check` |\n|---|---|---|---|';
  return `## ${title}\n\n${[head, ...rows].join('\n')}\n`;
}

function renderRow({ mistake, opa, regal, ours }: Answers): string {
  return `| ${[linkTo(mistake), opa, regal, ours].map(escapeCell).join(' | ')} |`;
}

export function linkTo({ mistake, policy }: Mistake): string {
  return `[${mistake}](../${FOLDER}/${policy}.rego)`;
}

export function escapeCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

export function unescapeCell(cell: string): string {
  return cell.replaceAll(String.raw`\|`, '|');
}
