/** `package.json`, as VS Code reads it, agrees with what the server takes and the client carries out. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { isRuleId } from '../../server/src/core/rules/levels.ts';
import { TABLE } from '../../server/src/core/rules/table.ts';
import { LEVELS } from '../../server/src/core/settings/settings.ts';
import { SECTION, SIMULATE_COMMAND, type ClientSettings, type FileKind } from '../../server/src/protocol/lsp.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { commands, walkthroughs, configuration, languages, grammars, yamlValidation } = manifest.contributes;
const { properties } = configuration;

describe('settings', () => {
  it('are those that the server reads, and the trace', () => {
    const all = { account: 0, keyLogin: 0, rules: 0, files: 0, mode: 0 } satisfies Record<keyof ClientSettings, 0>;
    const read = Object.keys(all);
    expect(Object.keys(properties)).toEqual([...read, 'trace.server'].map((name) => `${SECTION}.${name}`));
  });

  it('have every rule and level', () => {
    const [pattern, { enum: levels }] = Object.entries(properties['loginPolicy.rules'].patternProperties)[0] ?? [
      '',
      {},
    ];
    const ids = Object.keys(TABLE).filter(isRuleId);
    expect(ids.filter((id) => !new RegExp(pattern).test(id))).toEqual([]);
    expect(levels).toEqual(LEVELS);
  });

  it('have every kind of file', () => {
    const kinds = Object.keys({ v0: 0, v1: 0, auto: 0, off: 0 } satisfies Record<FileKind, 0>);
    expect(properties['loginPolicy.files'].additionalProperties.enum).toEqual(kinds);
  });
});

describe('a workspace', () => {
  it('that is not trusted names no account: a cloned repository could sign its reader in', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations).toEqual(['loginPolicy.account']);
    // One that is misspelled would restrict nothing.
    for (const name of restrictedConfigurations) expect(Object.keys(properties)).toContain(name);
  });

  it('names nowhere that a credential is sent to', () => {
    const places = Object.keys(properties).filter((name) => /endpoint|url|host|proxy|token|secret|profile/i.test(name));
    expect(places).toEqual([]);
  });
});

it('every command is carried out', () => {
  const client = path.join(root, 'client/src');
  const files = fs.readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const source = files.map((file) => fs.readFileSync(path.join(client, file), 'utf8'));
  const carriedOut = [...source.join('').matchAll(/registerCommand\(\s*'([^']+)'/g)].map(([, id]) => id);
  expect(commands.map(({ command }) => command).sort()).toEqual(carriedOut.sort());
  // That of the code lens.
  expect(carriedOut).toContain(SIMULATE_COMMAND);
});

describe('the walkthrough', () => {
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it('has pictures that are there, and are small', () => {
    for (const file of steps.flatMap(({ media }) => Object.values(media.image))) {
      expect(fs.statSync(path.join(root, file)).size, file).toBeLessThan(150_000);
    }
  });

  it('names commands that there are', () => {
    const ours = commands.map(({ command }) => command);
    const texts = steps.flatMap(({ description, completionEvents }) => [description, ...completionEvents]).join('\n');
    const named = [...texts.matchAll(/[cC]ommand:(loginPolicy\.\w+)/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(4);
    expect(ours).toEqual(expect.arrayContaining(named));
  });
});

it('every file that is named is there', () => {
  const named = [...languages.map((one) => one.configuration), ...grammars.map((one) => one.path)];
  for (const file of [...named, ...yamlValidation.map(({ url }) => url)]) {
    expect(fs.existsSync(path.join(root, file)), file).toBe(true);
  }
});

it('the oldest VS Code is the one that the code is written for', () => {
  const types = /\d+\.\d+/.exec(manifest.devDependencies['@types/vscode'])?.[0];
  expect(/\d+\.\d+/.exec(manifest.engines.vscode)?.[0]).toBe(types);
});
