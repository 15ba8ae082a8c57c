/** What is told of policies in the plain writing, which every other writing is compared with. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import type { TestClient } from '../../../support/lspClient.ts';
import { OpenDocument } from './openDocument.ts';
import { CLEAN, MISTAKEN, UNTIDY, type Version } from './policies.ts';
import { ABOUT_CLEAN, ABOUT_MISTAKES } from './requests.ts';
import { connectToDemo } from './session.ts';

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  client = await connectToDemo(engine);
});
afterAll(async () => {
  await client.end();
});

const VERSIONS: readonly Version[] = ['v1', 'v0'];
const KEY = '01K422XK606Y7W2KRBM91DVYBG';
const SPACE = '"production-01JK5GKEM09MTEXGFXG694BX2X"';

/** The texts of all places in an answer, as they come. */
function marked(answer: unknown, text: string): string[] {
  if (Array.isArray(answer)) return answer.flatMap((item) => marked(item, text));
  if (typeof answer !== 'object' || answer === null) return [];
  if ('start' in answer && 'end' in answer) return [textBetween(String(answer.start), String(answer.end), text)];
  return Object.values(answer).flatMap((item) => marked(item, text));
}

function textBetween(start: string, end: string, text: string): string {
  const [from, to] = [start, end].map((place) => {
    const [line = 0, character = 0] = place.split(':').map(Number);
    return { line, character };
  });
  if (!from || !to) throw new Error('no place');
  return TextDocument.create('', '', 1, text).getText({ start: from, end: to });
}

/** Of places: the texts there. */
const PLACES: readonly [request: string, expected: Record<Version, readonly string[]>][] = [
  ['hover of a space', same(SPACE)],
  ['hover of a rule', same('on_call')],
  ['hover of an instant', same('"2026-01-01T08:00:00Z"')],
  [
    'semantic tokens of a range',
    same(
      ...['opening', 'time', 'parse_rfc3339_ns', 'allow', 'on_call', 'allow', 'is_ours'],
      ...['input', 'session', 'login', 'deny'],
    ),
  ],
  ['symbols of all policies', same('on_call', 'is_ours', 'opening', 'allow', 'roles')],
  ['highlights', same('on_call', 'on_call', 'on_call')],
  ['definition', same('on_call')],
  ['references', same('space', 'space', 'space')],
  ['rename, prepared', same('on_call')],
  ['document links', same('https://example.com/~/logins')],
  ['code lens', same('allow', 'deny', 'roles')],
  ['diagnostics', same('input.request.remote_ip')],
];

function same(...texts: string[]): Record<Version, readonly string[]> {
  return { v0: texts, v1: texts };
}

/** Of changes: what is replaced by what. */
const CHANGES: readonly [request: string, from: RegExp | string, to: string][] = [
  ['completion of a role', '"deployer"', '"space-admin"'],
  ['completion of a key', KEY, '01K42318C0MZCCMGHVBSN5KAKM'],
  ['completion of a field', 'request.remote_ip', 'request.timestamp_ns'],
  ['rename', /on_call/g, 'is_on_call'],
  ['rename of a local', /(?<!input\.)\bspace\b(?!-)/g, 'each'],
];

const PARTS: readonly [request: string, part: object][] = [
  ['hover of a space', { contents: { value: expect.stringMatching(/^\*\*production\*\* · space/) as string } }],
  ['hover of a rule', { contents: { value: expect.stringContaining('rule of this policy') as string } }],
  ['hover of an instant', { contents: { value: expect.stringMatching(/^\*\*Thursday 2026-01-01 08:00/) as string } }],
  ['rename of what Spacelift reads', { refused: expect.stringMatching(/^Spacelift reads the rule `deny`/) as string }],
  ['signature help', { activeParameter: 1, signatures: [{ parameters: [{ label: [18, 30] }, { label: [32, 50] }] }] }],
  ['signature help of an own function', { activeParameter: 0, signatures: [{ label: 'is_ours(login)' }] }],
  ['inlay hints', [{ label: 'ci-cd-production', position: '24:85' }]],
  [
    'folding',
    [
      { kind: 'comment', from: '0:0', to: '1:0' },
      { from: '4:0', to: '6:0' },
      { from: '17:0', to: '18:0' },
      { from: '23:0', to: '24:0' },
      { from: '27:0', to: '29:0' },
    ],
  ],
  ['account', { state: 'loaded', name: 'demo' }],
  ['simulation', { kind: 'report', report: { decision: { access_level: 'allow', roles: {} } } }],
];

describe.each(VERSIONS)('of %s', (version) => {
  const text = CLEAN[version];
  let document: OpenDocument;
  beforeAll(async () => {
    document = await OpenDocument.open(client, `untitled:${version}`, text, { name: 'plain' }, version);
    await client.diagnostics(document.uri);
  });
  const ask = async (request: string): Promise<unknown> => document.plain(await ABOUT_CLEAN[request]?.(document));

  it.each(PLACES)('%s: the places', async (request, expected) => {
    expect(marked(await ask(request), text)).toEqual(expected[version]);
  });

  it.each(CHANGES)('%s: the change', async (request, from, to) => {
    const answer = await ask(request);
    const after = text.replaceAll(from, to);
    expect(after).not.toBe(text);
    expect(typeof answer === 'string' ? { after: answer } : answer).toMatchObject({ after });
  });

  it.each(PARTS)('%s', async (request, part) => {
    expect(await ask(request)).toMatchObject(part);
  });

  it('selection grows from a word to the text', async () => {
    const grown = marked(await ask('selection'), text);
    expect(grown.slice(0, 3)).toEqual(['name', 'input.session.name', 'input.session.name == "~"']);
    expect(grown.filter((part) => part === text)).toHaveLength(3);
    expect(grown).toContain('not on_call');
  });

  it('who asks a rule, and which it asks', async () => {
    expect(await ask('call hierarchy')).toMatchObject({
      prepared: [{ name: 'on_call' }],
      askers: [{ from: { name: 'allow' } }, { from: { name: 'deny' } }],
      asked: [{ to: { name: 'on_call' } }, { to: { name: 'opening' } }],
    });
  });

  it('the outline', async () => {
    const outline = (await ask('outline')) as { name: string; children?: object[] }[];
    expect(outline.map(({ name, children = [] }) => `${name} ${children.length}`)).toEqual([
      'on_call 0',
      'is_ours(login) 0',
      'opening := time.parse_rfc3339_ns("2026-01-01T08:00:00Z") 0',
      'allow 2',
      'deny 2',
      'roles 2',
    ]);
  });

  it('semantic tokens: a text that takes the place of a name is none', async () => {
    const [all, edited] = [await ask('semantic tokens'), await ask('semantic tokens after an edit')] as object[][];
    const missing = all?.filter((token) => !JSON.stringify(edited).includes(JSON.stringify(token))) ?? [];
    expect(marked(missing, text)).toEqual(['on_call']);
  });

  it('the upgrade to v1, for v0', async () => {
    const actions = (await ask('code actions')) as { title: string; after: string }[];
    const upgrades = actions.filter(({ title }) => title.startsWith('Upgrade to Rego v1'));
    const isWritten = ({ after }: { after: string }) =>
      ['on_call if {', 'contains', '.labels'].map((part) => after.includes(part));
    expect(upgrades.map(isWritten)).toEqual(version === 'v0' ? [[true, true, true]] : []);
  });

  it('the verdict', async () => {
    expect(await ask('verdict')).toMatchObject({ kind: 'loginPolicy', engine: version, account: 'demo' });
  });
});

/** What is found, and what is offered for it: what is replaced by what. */
const MENDED: readonly [found: string, title: string, from: string | RegExp, to: string][] = [
  ['SL011: default allow', 'Remove the default', /default allow :?= false\n/, ''],
  ['SL017: time.now_ns', 'Take the time of the login', 'time.now_ns()', 'input.request.timestamp_ns'],
  ['SL020: emial', 'Replace by `input.session.login`', 'session.emial', 'session.login'],
  ['SL003: "production"', `Replace by \`${SPACE.slice(1, -1)}\``, '"production"', SPACE],
  ['SL002: "Deployer"', 'Replace by `deployer`', '"Deployer"', '"deployer"'],
  ['SL005: "ci-cd-production"', `Replace by \`api::${KEY}\``, '"ci-cd-production"', `"api::${KEY}"`],
];

describe.each(VERSIONS)('of %s with mistakes', (version) => {
  const text = MISTAKEN[version];
  let document: OpenDocument;
  beforeAll(async () => {
    document = await OpenDocument.open(client, `untitled:m-${version}`, text, { name: 'plain' }, version);
  });
  const ask = async (request: string): Promise<unknown> => document.plain(await ABOUT_MISTAKES[request]?.(document));
  const askActions = async () => (await ask('code actions')) as { title: string; after: string; isEdited: boolean }[];

  it('diagnostics', async () => {
    const found = (await ask('diagnostics')) as { code: string; range: object }[];
    const shown = found.map(({ code, range }) => `${code}: ${marked(range, text).join('')}`);
    const expected = [...MENDED.map(([mistake]) => mistake), 'SL013: input.session.teams == "DevOps"'];
    expect(shown.map((one) => one.replace(/ :?= false$/, ''))).toEqual(expected);
  });

  it.each(MENDED)('%s: %s', async (_, title, from, to) => {
    const action = (await askActions()).find((one) => one.title.startsWith(title));
    expect(action?.after).toBe(text.replace(from, to));
  });

  it('code actions', async () => {
    const actions = await askActions();
    const all = actions.find(({ title }) => title === 'Fix everything that is safe to fix');
    const safe = MENDED.slice(0, 2).reduce((mended, [, , from, to]) => mended.replace(from, to), text);
    expect(all?.after).toBe(safe);
    const ignored = actions.find(({ title }) => title === 'Ignore SL020 here');
    const [line = ''] = /.*emial.*/.exec(text) ?? [];
    expect(ignored?.after).toBe(text.replace(line, `${line} # spacelift: ignore SL020 reason`));
    expect(actions.filter(({ isEdited }) => !isEdited)).toMatchObject(version === 'v0' ? [{ disabled: {} }] : []);
  });
});

it.each<[Version, string]>([
  ['v1', 'allow if input.session.name == "~"\ndeny if {'],
  ['v0', 'allow {\n  input.session.name == "~"\n}\n\ndeny {'],
])('formatting of %s', async (version, rules) => {
  const text = UNTIDY[version];
  const document = await OpenDocument.open(client, `untitled:u-${version}`, text, { name: 'plain' }, version);
  const tidy = `# Untidy ~.\npackage spacelift\n\n${rules}\n  input.session.name != "~" # Somebody else.\n}\n`;
  expect(await ABOUT_CLEAN['formatting']?.(document)).toBe(tidy);
});
