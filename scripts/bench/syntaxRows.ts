import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import { parseText } from '../../server/src/core/syntax/parse.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';

/** Parse and model of a short and a long policy: afresh, after an edit in the middle, and with everything asked for. */
export async function syntaxRows(): Promise<Row[]> {
  return [...(await rowsOf(30)), ...(await rowsOf(2000))];
}

async function rowsOf(lines: number): Promise<Row[]> {
  const runs = lines > 100 ? 20 : 100;
  const text = longPolicy(lines, 0);
  const edit = (run: number): string => insertAfterMiddle(text, `# ${String(run)}`);
  const parsed = parseText(text);
  const model = buildModel(text);
  const name = `${lines.toLocaleString('en')} lines`;
  return [
    await measure(`parse, ${name}`, runs, (run) => parseText(longPolicy(lines, run))),
    await measure(`parse after an edit, ${name}`, runs, (run) => parseText(edit(run), parsed)),
    await measure(`parse and model, ${name}`, runs, (run) => buildModel(longPolicy(lines, run))),
    await measure(`parse and model after an edit, ${name}`, runs, (run) => buildModel(edit(run), model)),
    await measure(`the same, with the meaning of every constant, ${name}`, runs, (run) =>
      buildModel(edit(run), model).meanings(),
    ),
  ];
}

function insertAfterMiddle(text: string, inserted: string): string {
  const at = text.indexOf('\n', text.length / 2);
  return text.slice(0, at) + inserted + text.slice(at);
}
