import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { parseAddress } from '../../../../server/src/core/simulation/address.ts';

describe('parseAddress', () => {
  it.each([
    ['0.0.0.0', '0.0.0.0'],
    ['10.255.255.255', '10.255.255.255'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
    ['::10.20.0.1', '::a14:1'],
    ['::0.0.0.1', '::1'],
  ])('%s is %s', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  it.each([
    ['10.0.0.0/8', 'is a network, and one address is meant, such as 10.0.0.0'],
    ['2001:db8::/32', 'is a network, and one address is meant, such as 2001:db8::'],
    ['10.0.0.0/33', 'is no IP address'],
    ['fe80::1%eth0', 'zone id'],
    ['10.1', 'short, octal or hexadecimal'],
    ['167772161', 'short, octal or hexadecimal'],
    ['010.0.0.1', 'short, octal or hexadecimal'],
    ['10.0.0.08', 'is no IP address'],
    ['0x10.0.0.1', 'short, octal or hexadecimal'],
    ['::ffff:010.0.0.1', 'is no IP address'],
    ['::ffff:10.1', 'is no IP address'],
    ['256.0.0.1', 'is no IP address'],
    ['1.2.3.4.5', 'is no IP address'],
    ['1.2.3.-4', 'is no IP address'],
    [' 10.0.0.1', 'is no IP address'],
    ['10.0.0.1\n', 'is no IP address'],
    ['10.0.0.1:443', 'is no IP address'],
    ['[::1]', 'is no IP address'],
    ['1::2::3', 'is no IP address'],
    ['12345::', 'is no IP address'],
    ['1:2:3:4:5:6:7', 'is no IP address'],
    ['localhost', 'is no IP address'],
    ['', 'is no IP address'],
  ])('refuses "%s": %s', (text, reason) => {
    expect(() => parseAddress(text)).toThrow(BadInput);
    expect(() => parseAddress(text)).toThrow(reason);
  });
});
