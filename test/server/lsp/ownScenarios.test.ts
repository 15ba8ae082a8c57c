/** Whom the scenarios beside a policy name is in its matrix and its difference: the same as on the command line. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  DIFFERENCE,
  EXPORT_MATRIX,
  KNOWLEDGE_CHANGED,
  MATRIX,
  type DifferenceResult,
  type ExportResult,
  type MatrixParams,
  type MatrixResult,
} from '../../../server/src/protocol/lsp.ts';
import type { AccessMatrix } from '../../../server/src/protocol/matrix.ts';
import { NOW, runCli, temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';
import { spaceId } from '../core/account/demoAccount.ts';

const POLICY = `package spacelift

allow if input.session.member

deny if count(input.session.teams) == 3
`;
const naming = (session: string, policy = 'login.rego'): string =>
  `policy: ${policy}\nscenarios:\n  - { name: a, session: ${session}, expect: { access: deny } }\n`;
const THREE = naming('{ teams: [Few, Some, Many] }');

const engine = startEngine();
let files: ReturnType<typeof temporaryFolder>;
let client: TestClient;
let changes = 0;

const uriOf = (name: string): string => pathToFileURL(path.join(files.folder, 'w', name)).href;
const LOGIN = (): string => uriOf('login.rego');
const OWN = (): string => uriOf('login.scenarios.yaml');

beforeAll(() => {
  files = temporaryFolder({});
});
beforeEach(async () => {
  const folder = path.join(files.folder, 'w');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'below'), { recursive: true });
  const write = (name: string, text: string): void => {
    fs.writeFileSync(path.join(folder, name), text);
  };
  write('login.rego', POLICY);
  write('login.scenarios.yaml', THREE);
  write('others.scenarios.yaml', naming('{ login: other }', 'deny.rego'));
  write('below/x.scenarios.yaml', naming('{ login: below }', '../login.rego'));
  fs.writeFileSync(path.join(files.folder, 'elsewhere.yaml'), naming('{ login: elsewhere }'));
  client = await TestClient.connect({
    engine: { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() },
    folders: [pathToFileURL(folder).href],
    clock: { now: () => NOW },
    listen: (connection) => {
      connection.onNotification(KNOWLEDGE_CHANGED, () => {
        client.take(() => changes++);
      });
    },
  });
  await client.open(LOGIN(), POLICY);
  changes = 0;
});
afterEach(() => client.end());
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const ask = <Result>(method: string, params: object = {}, uri = LOGIN()): Promise<Result> =>
  client.connection.sendRequest(method, { textDocument: { uri, version: 1 }, ...params });

async function matrixOf(params: Partial<MatrixParams> = {}, uri?: string): Promise<Omit<AccessMatrix, 'cells'>> {
  const result = await ask<MatrixResult>(MATRIX, params, uri);
  if (result.kind !== 'matrix') throw new Error(JSON.stringify(result));
  return result.matrix;
}

const named = ({ subjects }: Pick<AccessMatrix, 'subjects'>): string[] =>
  subjects.filter(({ origin }) => origin === 'scenario').map(({ name }) => name);

const unnamed = ({ leftOut }: Pick<AccessMatrix, 'leftOut'>): string[] =>
  leftOut.filter((line) => line.startsWith('Whom'));

describe('whom scenarios beside the policy name', () => {
  it('is in the matrix, as on the command line', async () => {
    const shown = await matrixOf();
    expect(named(shown)).toEqual(['Few + Some + Many']);
    expect(unnamed(shown)).toEqual([]);
    const told = await ask<ExportResult>(EXPORT_MATRIX, { format: 'json' });
    const { out } = await runCli(engine, ['matrix', path.join(files.folder, 'w/login.rego'), '--format', 'json']);
    expect(JSON.parse(told.kind === 'text' ? told.text : '')).toEqual(JSON.parse(out));
  });

  it('is in the difference, on both sides', async () => {
    const baseline = { kind: 'text', name: 'before', text: 'package spacelift\n\nallow if input.session.member\n' };
    const result = await ask<DifferenceResult>(DIFFERENCE, { baseline });
    if (result.kind !== 'difference') throw new Error(JSON.stringify(result));
    const { rows, subjects } = result.difference;
    expect(
      rows.flatMap(({ lost, subjects: own }) => (lost.login ? own.map((at) => subjects[at]?.name) : [])),
    ).toContain('Few + Some + Many');
  });

  it('is left out where only others are wanted', async () => {
    expect(named(await matrixOf({ chosen: { logins: ['eve'], only: true } }))).toEqual([]);
  });

  it('is as the file stands in the editor, also where it is on no disk yet', async () => {
    await client.open(OWN(), naming('{ login: edited }'), 'yaml');
    await client.open(uriOf('new.scenarios.yaml'), naming('{ login: new }'), 'yaml');
    expect(named(await matrixOf())).toEqual(['edited', 'new']);
  });

  it('is told where it can’t be read, and the matrix is there', async () => {
    await client.open(OWN(), THREE.replace('teams', 'team'), 'yaml');
    expect(unnamed(await matrixOf())).toEqual([
      'Whom login.scenarios.yaml names: line 3: There is no key `team` here: is `teams` meant?',
    ]);
  });

  it('is not read out of the workspace', async () => {
    fs.symlinkSync(path.join(files.folder, 'elsewhere.yaml'), path.join(files.folder, 'w/link.scenarios.yaml'));
    const shown = await matrixOf();
    expect(named(shown)).toEqual(['Few + Some + Many']);
    expect(unnamed(shown)).toEqual([
      expect.stringMatching(/^Whom link\.scenarios\.yaml names: .* is a link to what lies outside/),
    ]);
  });

  it('is nobody for a policy that is not saved', async () => {
    await client.open('untitled:Untitled-1', POLICY);
    expect(named(await matrixOf({}, 'untitled:Untitled-1'))).toEqual([]);
  });

  it('is also whom those of a policy beside it name', async () => {
    fs.writeFileSync(
      path.join(files.folder, 'w/deny.rego'),
      'package spacelift\n\ndeny if input.session.login == "eve"\n',
    );
    const beside = [{ kind: 'file' as const, uri: uriOf('deny.rego') }];
    expect(named(await matrixOf({ beside }))).toEqual(['Few + Some + Many', 'other']);
  });
});

describe('a scenario file that changes', () => {
  const told = (count: number): Promise<true> => client.until(() => (changes >= count ? true : undefined));

  it('is told when it names others, and by nothing else', async () => {
    await matrixOf();
    await client.open(OWN(), `# a comment\n${THREE}`, 'yaml');
    // Whoever closes a file hears no less soon than of a file that has changed.
    await client.close(OWN());
    await client.open(uriOf('new.scenarios.yaml'), naming('{ login: new }'), 'yaml');
    await told(1);
    expect(named(await matrixOf())).toEqual(['Few + Some + Many', 'new']);
    await client.change(uriOf('new.scenarios.yaml'), { text: naming('{ login: edited }') });
    await told(2);
    expect(named(await matrixOf())).toEqual(['Few + Some + Many', 'edited']);
    expect(changes).toBe(2);
  });

  it('is told when it changes on the disk', async () => {
    await matrixOf();
    fs.writeFileSync(path.join(files.folder, 'w/login.scenarios.yaml'), naming('{ login: written }'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: OWN(), type: 2 }],
    });
    await told(1);
    expect(named(await matrixOf())).toEqual(['written']);
  });

  it('is not told to whom it does not matter', async () => {
    await matrixOf();
    const changed = { changes: [{ uri: uriOf('others.scenarios.yaml'), type: 2 }] };
    fs.writeFileSync(path.join(files.folder, 'w/others.scenarios.yaml'), naming('{ login: another }', 'deny.rego'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', changed);
    fs.writeFileSync(path.join(files.folder, 'w/others.scenarios.yaml'), naming('{ login: another }'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', changed);
    await told(1);
    expect(changes).toBe(1);
  });
});

describe('what is found by simulation', () => {
  const SHARED = `package spacelift

deployers := {"terraform-automation", "terraform-prod", "terraform-dev"}

allow if input.session.login in deployers

roles["${spaceId('platform')}"] contains "tf-provisioner" if input.session.login in deployers
`;
  const can = (actions: string): string => `policy: shared.rego
scenarios:
  - { name: a, session: { key: terraform-automation }, expect: { can: { platform: [${actions}] } } }
  - { name: b, session: { key: terraform-prod }, expect: { can: { platform: [${actions}] } } }
`;

  it('goes by the scenarios as they stand in the editor', async () => {
    client.settings = { account: 'demo' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => (client.refreshCount > 0 ? true : undefined));
    const uri = uriOf('shared.rego');
    /** What is told once it has such words. */
    const told = async (words: string): Promise<string> => {
      for (;;) {
        const before = client.refreshCount;
        const own = (await client.diagnostics(uri)).filter(({ code }) => code === 'SL055');
        const found = own
          .flatMap(({ message }) => (typeof message === 'string' ? message : []))
          .find((text) => text.includes(words));
        if (found !== undefined) return found;
        await client.until(() => (client.refreshCount > before ? true : undefined));
      }
    };
    await client.open(uriOf('shared.scenarios.yaml'), can('run:trigger'), 'yaml');
    await client.open(uri, SHARED);
    expect(await told('each: run:trigger, space:read')).toContain(
      'By the scenarios in shared.scenarios.yaml, 2 of the 3 API keys that get `tf-provisioner` (8 actions)',
    );
    await client.change(uriOf('shared.scenarios.yaml'), { text: can('run:trigger, run:confirm') });
    expect(await told('each: run:confirm, run:trigger, space:read')).toContain('no more than 3 of them');
  });
});
