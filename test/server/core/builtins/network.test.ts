import { afterAll, expect, test } from 'vitest';
import { classNetwork, isAddress, networkOfOne, readNetwork } from '../../../../server/src/core/builtins/network.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const ADDRESSES = [
  ...['10.0.0.7', '0.0.0.0', '255.255.255.255', '010.0.0.7', '10.0.7', '10.0.0.7.1', '300.1.1.1', '0x0a.0.0.7', '10'],
  ...['::', '::1', '2001:db8::1', '2001:DB8::1', '0001::', '00001::', '12345::', 'g::', '1::2::3', ':1::', ':::'],
  ...['1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:9'],
  ...['::ffff:10.0.0.7', '::ffff:a00:7', '::10.0.0.7', '64:ff9b::10.0.0.7', '::ffff:010.0.0.7', '::ffff:10.0.7'],
  ...['fe80::1%eth0', 'localhost', 'example.com', '', ' 10.0.0.7', '10.0.0.7 ', '[::1]', '10.0.0.7:443', '10.0.*'],
];

const LENGTHS = ['', '/', '/0', '/8', '/08', '/32', '/33', '/64', '/104', '/128', '/129', '/-1', '/+8', '/255.0.0.0'];
const NETWORKS = ADDRESSES.flatMap((address) => [...LENGTHS, '/8 ', '/8/8', '/a'].map((length) => address + length));

test('what is a network is one for OPA', async () => {
  for (const text of NETWORKS) {
    expect(await askOpa(engine, 'net.cidr_is_valid', text), text).toBe(readNetwork(text) !== undefined);
  }
});

test('a network stands for the same addresses without its host bits', async () => {
  for (const text of NETWORKS) {
    const network = readNetwork(text);
    if (!network) continue;
    const merged = await askOpa(engine, 'net.cidr_merge', [text]);
    expect(await askOpa(engine, 'net.cidr_merge', [network.text]), text).toEqual(merged);
    expect(readNetwork(network.text)).toEqual({ ...network, hasHostBits: false });
  }
});

test.each([
  ['10.0.0.5/8', '10.0.0.0/8', 8, true],
  ['10.0.0.0/8', '10.0.0.0/8', 8, false],
  ['10.0.0.5/32', '10.0.0.5/32', 32, false],
  ['10.0.0.5/0', '0.0.0.0/0', 0, true],
  ['203.0.113.77/26', '203.0.113.64/26', 26, true],
  ['2001:DB8:50::1/48', '2001:db8:50::/48', 48, true],
  ['::ffff:10.0.0.5/104', '::ffff:a00:0/104', 104, true],
])('%s is %s', (given, text, length, hasHostBits) => {
  expect(readNetwork(given)).toEqual({ text, length, hasHostBits });
});

test('what is an address is one for OPA, as the second argument', async () => {
  for (const text of ADDRESSES) {
    const answer = await askOpa(engine, 'net.cidr_contains', text.includes(':') ? '::/0' : '0.0.0.0/0', text);
    expect(answer !== undefined, text).toBe(isAddress(text));
  }
});

test('the network of one address holds it', async () => {
  for (const text of ADDRESSES.filter(isAddress)) {
    expect(await askOpa(engine, 'net.cidr_contains', networkOfOne(text), text), text).toBe(true);
  }
});

test('an address without a length is its class for net.cidr_merge', async () => {
  for (const address of [
    '10.0.0.7',
    '172.16.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '127.0.0.1',
    '191.255.0.1',
    '192.0.0.1',
  ]) {
    const network = classNetwork(address);
    const [merged] = (await askOpa(engine, 'net.cidr_merge', [address])) as string[];
    expect(readNetwork(merged ?? '')?.text, address).toBe(network?.text);
  }
  expect(classNetwork('2001:db8::1')).toBeUndefined();
  expect(await askOpa(engine, 'net.cidr_merge', ['2001:db8::1'])).toBeUndefined();
});
