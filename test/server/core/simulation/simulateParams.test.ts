import { expect, it } from 'vitest';
import { readSimulateParams } from '../../../../server/src/core/simulation/simulateParams.ts';
import { SIMULATE, type SimulateResult } from '../../../../server/src/protocol/lsp.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';
import { TestClient } from '../../../support/lspClient.ts';

const textDocument = { uri: 'untitled:login', version: 1 };
const rest = { evaluator: 'auto', explain: false };

it.each<[object]>([
  [{ session: {} }],
  [{ session: { key: 'ci', loginAs: 'name', teams: ['DevOps'] }, weigh: false }],
  [{ session: { login: 'ada', name: 'Ada', member: true, ip: '192.0.2.1', at: '1' } }],
  [{ session: { admin: true, machine: false, creatorIp: '::1', accountName: 'a', stackId: 'b', idpSubject: 'c' } }],
  [{ session: { input: '{}' } }],
])('takes %j', (request) => {
  const params = { textDocument, request: { ...rest, ...request } };
  expect(readSimulateParams(params)).toEqual(params);
});

it.each<[unknown, string]>([
  [undefined, 'The parameters: it is missing: right would be an object'],
  [null, 'The parameters: right would be an object'],
  [{}, 'textDocument: it is missing: right would be an object'],
  [{ textDocument }, 'request: it is missing: right would be an object'],
  [{ textDocument: { uri: 'x' }, request: {} }, 'textDocument.version: it is missing: right would be a whole number'],
  [{ textDocument, request: {} }, 'request.session: it is missing: right would be an object'],
  [
    { textDocument, request: { session: {} } },
    'request.evaluator: it is missing: right would be "auto", "interpreter" or "compiled"',
  ],
  [{ textDocument, request: { session: { login: 42 }, ...rest } }, 'request.session.login: right would be a text'],
  [{ textDocument, request: { session: { login: null }, ...rest } }, 'request.session.login: right would be a text'],
  [
    { textDocument, request: { session: { teams: 'a' }, ...rest } },
    'request.session.teams: right would be a list of texts',
  ],
  [
    { textDocument, request: { session: { teams: ['a', 1] }, ...rest } },
    'request.session.teams[1]: right would be a text',
  ],
  [
    { textDocument, request: { session: { foo: 1 }, ...rest } },
    'request.session.foo: a simulation knows no such field',
  ],
  [
    { textDocument, request: { session: { loginAs: 'x' }, ...rest } },
    'request.session.loginAs: right would be "id" or "name"',
  ],
  [{ textDocument, request: { session: {}, ...rest, explain: 1 } }, 'request.explain: right would be true or false'],
])('refuses %j', (params, message) => {
  expect(() => readSimulateParams(params)).toThrow(expect.objectContaining({ name: 'BadInput', message }) as Error);
});

it('is refused in words, with nothing in the log', async () => {
  const client = await TestClient.connect({ engine: fakeEngine({}) });
  const answer = await client.connection.sendRequest<SimulateResult>(SIMULATE, { textDocument, request: {} });
  expect(answer).toEqual({ kind: 'refused', message: 'request.session: it is missing: right would be an object' });
  expect(client.logged).toEqual([]);
  await client.end();
});
