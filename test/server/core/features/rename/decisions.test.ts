/** Whatever a rename does not refuse keeps every decision: asked of OPA, over example policies. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareRename, renameTo } from '../../../../../server/src/core/features/rename/rename.ts';
import type { OpenPolicy } from '../../../../../server/src/core/features/openPolicy.ts';
import type { Engine } from '../../../../../server/src/core/ports.ts';
import { LOGIN_RULES } from '../../../../../server/src/core/policy/loginContract.ts';
import type { Scope, Span } from '../../../../../server/src/core/syntax/model.ts';
import type { BuiltinInfo, RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../../support/engine.ts';
import { openPolicy } from '../../../../support/openPolicy.ts';

let engine: Engine;
let builtins: ReadonlyMap<string, BuiltinInfo>;
beforeAll(async () => {
  engine = startEngine();
  const answer = await engine.ask({ op: 'capabilities' });
  builtins = new Map(answer.builtins.map((builtin) => [builtin.name, builtin]));
});
afterAll(() => engine.dispose());

const ROOT = path.join(import.meta.dirname, '../../../../..');

function readPolicies(folder: string): { name: string; text: string; engine: RegoVersion }[] {
  return fs
    .readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.rego'))
    .map((name) => ({
      name,
      text: fs.readFileSync(path.join(ROOT, folder, name), 'utf8'),
      engine: name.endsWith('.v0.rego') ? 'v0' : 'v1',
    }));
}

const POLICIES = [
  ...readPolicies('examples/patterns'),
  ...readPolicies('test/server/core/rules/good'),
  ...readPolicies('test/server/core/features/rename/policies'),
];

const TIMES = ['1772366400000000000', '1772503200000000000', '1772847000000000000'];

/** Logins that the policy's own constants tell apart, each from somewhere else and at another time. */
function inputsFor({ model }: OpenPolicy): string[] {
  const texts = (...domains: string[]): string[] =>
    model.meanings().flatMap(({ domain, value }) => (domains.includes(domain) ? [String(value)] : []));
  const teams = texts('team');
  const addresses = texts('network', 'address').map((network) => network.split('/')[0] ?? network);
  const spaces = [...texts('space'), 'new-01JK5GKEM09MTEXGFXG694BX2X'].map((id) => ({
    id,
    name: id,
    labels: texts('label'),
  }));
  const logins = ['somebody@example.com', ...texts('login')].slice(0, 4);
  return logins.flatMap((login, index) =>
    [teams, teams.slice(index, index + 1), []].map((given, turn) => {
      const session = {
        login,
        name: login,
        teams: given,
        member: turn !== 2,
        admin: turn === 1,
        machine: false,
        creator_ip: '192.0.2.1',
      };
      const ip = addresses[(index + turn) % Math.max(1, addresses.length)] ?? '203.0.113.1';
      const request = `{"remote_ip": ${JSON.stringify(ip)}, "timestamp_ns": ${TIMES[turn] ?? ''}}`;
      return `{"session": ${JSON.stringify(session)}, "request": ${request}, "spaces": ${JSON.stringify(spaces)}, "roles": []}`;
    }),
  );
}

async function decide(text: string, version: RegoVersion, inputs: string[]): Promise<unknown> {
  const policy = { text, engine: version };
  const answer = await engine.ask({ op: 'decide', policy, inputs, evaluator: 'interpreter', timeLimitMs: 5000 });
  if (!('outcomes' in answer)) throw new Error(answer.refused);
  for (const outcome of answer.outcomes) if (outcome.kind === 'failed') return outcome.errors;
  return answer.outcomes.map((outcome) => outcome.kind === 'decided' && outcome.result);
}

/** Every place where something is introduced that has a name. */
function namesIn({ model }: OpenPolicy): Span[] {
  const scopes = new Set<Scope>();
  for (const { target } of model.references) if (target.kind === 'local') scopes.add(target.local.scope);
  const locals = [...scopes].flatMap(({ locals: all }) =>
    [...all.values()].map(({ declaration }) => declaration.nameSpan),
  );
  const rules = [...model.rules.values()].flatMap(({ clauses: [first] }) => (first ? [first.head.nameSpan] : []));
  const imports = model.imports.map(({ alias, pathSpan }) => alias?.span ?? { from: pathSpan.to, to: pathSpan.to });
  return [...locals, ...rules, ...imports];
}

/** The renamed text; undefined where it is refused. */
function apply(policy: OpenPolicy, at: Span, newName: string): string | undefined {
  const edits = renameTo(policy, at.to, newName);
  if (!edits || 'refused' in edits) return undefined;
  return TextDocument.applyEdits(TextDocument.create('a:', 'rego', 1, policy.model.text), [...edits]);
}

describe('a rename keeps every decision', () => {
  it('has something to try', () => {
    expect(POLICIES.length).toBeGreaterThan(50);
  });

  it.each(POLICIES)(
    'to a new name: $name',
    async ({ text, engine: version }) => {
      const policy = openPolicy(text, { engine: version, builtins });
      const inputs = inputsFor(policy);
      const before = await decide(text, version, inputs);
      expect(before).toHaveLength(inputs.length);
      for (const at of namesIn(policy)) {
        const prepared = prepareRename(policy, at.to);
        if (!prepared || 'refused' in prepared) continue;
        const renamed = apply(policy, at, 'quite_new');
        expect(renamed, prepared.placeholder).toBeDefined();
        expect(await decide(renamed ?? '', version, inputs), prepared.placeholder).toEqual(before);
      }
    },
    60_000,
  );

  it('to any name that is there already, or is refused', async () => {
    const counts = { kept: 0, refused: 0 };
    let turn = 0;
    for (const { name, text, engine: version } of POLICIES) {
      const policy = openPolicy(text, { engine: version, builtins });
      const inputs = inputsFor(policy);
      const before = await decide(text, version, inputs);
      const places = namesIn(policy);
      const taken = new Set([
        ...places.map(({ from, to }) => text.slice(from, to)),
        'count',
        'time',
        'net',
        'if',
        ...LOGIN_RULES.map((rule) => rule.name),
      ]);
      for (const at of places) {
        for (const newName of taken) {
          const renamed = apply(policy, at, newName);
          if (renamed === undefined || renamed === text) counts.refused++;
          // One in twelve, always the same: enough to find what is refused too rarely.
          else if (turn++ % 12 === 0) {
            counts.kept++;
            expect(
              await decide(renamed, version, inputs),
              `${name}: ${text.slice(at.from, at.to)} → ${newName}`,
            ).toEqual(before);
          }
        }
      }
    }
    expect(counts.kept).toBeGreaterThan(50);
    expect(counts.refused).toBeGreaterThan(1000);
  }, 120_000);
});
