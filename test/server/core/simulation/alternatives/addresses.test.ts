import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { otherAddresses } from '../../../../../server/src/core/simulation/alternatives/addresses.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

const FIELD = 'request.remote_ip';
const OWN = '203.0.113.1';
const ELSEWHERE = ['198.51.100.1', '2001:db8:ffff:ffff::1'];
const CONTAINS = (network: string): string => `allow if net.cidr_contains("${network}", input.request.remote_ip)`;

function otherOf(rules: string, own = OWN): ReturnType<typeof otherAddresses> {
  return otherAddresses(buildModel(`package spacelift\n\n${rules}\n`), FIELD, own);
}

describe('otherAddresses', () => {
  it.each<[string, string, string[]]>([
    ['elsewhere, where none is named', 'allow if input.request.remote_ip', []],
    ['both sides of a network', CONTAINS('10.0.0.0/8'), ['10.0.0.0', '11.0.0.0']],
    ['both sides of one with host bits', CONTAINS('10.1.2.3/16'), ['10.1.0.0', '10.2.0.0']],
    ['both sides of an address', 'allow if input.request.remote_ip == "192.0.2.7"', ['192.0.2.7', '192.0.2.8']],
    ['both sides in IPv6', CONTAINS('2001:db8:50::/48'), ['2001:db8:50::', '2001:db8:51::']],
    ['no address beyond the last', CONTAINS('255.255.255.0/24'), ['255.255.255.0']],
    ['everything', CONTAINS('0.0.0.0/0'), ['0.0.0.0']],
    ['the beginning of an address', 'allow if startswith(input.request.remote_ip, "10.1.")', ['10.1.0.0', '10.2.0.0']],
    ['not its own', CONTAINS('203.0.113.1/32'), ['203.0.113.2']],
  ])('%s', (_name, rules, expected) => {
    expect(otherOf(rules).values.filter((address) => !ELSEWHERE.includes(address))).toEqual(expected);
    expect(otherOf(rules).values).toEqual(expect.arrayContaining(ELSEWHERE));
  });

  it.each<[string, string, boolean]>([
    ['networks by name', `${CONTAINS('10.0.0.0/8')}\nnets := {"192.168.0.0/16"}`, false],
    ['a pattern', 'allow if regex.match("^10", input.request.remote_ip)', true],
    ['a beginning', 'allow if startswith(input.request.remote_ip, "10.")', true],
    ['another built-in', 'allow if count(input.request.remote_ip) > 8', true],
    ['what the other address is', 'allow if input.request.remote_ip == input.session.creator_ip', true],
    ['the whole request, written out', 'allow if contains(json.marshal(input.request), "10.")', true],
    ['a network that is not known', 'allow if net.cidr_contains(input.session.name, input.request.remote_ip)', true],
    ['any field of the request', 'allow if input.request[_] == "10.0.0.1"', true],
    ['nothing of it', 'allow if count(input.session.teams) > 1', false],
  ])('says whether more is asked: %s', (_name, rules, isOpen) => {
    expect(otherOf(rules).untried !== undefined).toBe(isOpen);
  });

  it('says how many of very many networks are left out', () => {
    const networks = Array.from({ length: 200 }, (_, index) => `"10.${index}.0.0/24"`).join(', ');
    const { values, untried } = otherOf(`nets := {${networks}}`);
    expect(values).toHaveLength(256);
    expect(untried).toBe('146 more of these were left out: they are too many');
  });

  const network = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 4, max: 32 }))
    .map(([a, b, length]) => `10.${a}.${b}.0/${length}`);

  it('has one of every kind that the networks tell apart', () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 6 }), fc.ipV4(), (networks, anywhere) => {
        const kindOf = (address: string): string =>
          networks.map((text) => ipaddr.parse(address).match(ipaddr.parseCIDR(text))).join();
        const { values } = otherOf(`nets := {${networks.map((text) => `"${text}"`).join(', ')}}`);
        const kinds = new Set(values.filter((address) => !address.includes(':')).map(kindOf));
        const inside = networks.map((text) => ipaddr.IPv4.broadcastAddressFromCIDR(text).toString());
        for (const address of [...inside, anywhere]) expect(kinds).toContain(kindOf(address));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
