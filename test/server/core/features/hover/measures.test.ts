import { describe, expect, it } from 'vitest';
import { check, hover, P } from './told.ts';

describe('a network or address', () => {
  it.each<[string, string, string[]]>([
    [
      '10.0.0.0/8',
      'net.cidr_contains("10.0.$00.0/8", input.request.remote_ip)',
      ['private', 'First address: `10.0.0.0`', 'Last address: `10.255.255.255`', '16,777,216 addresses'],
    ],
    ['8.8.8.0/24', 'net.cidr_contains("8.8.8.0/$024", input.request.remote_ip)', ['· public', '256 addresses']],
    ['8.0.0.0/5', 'net.cidr_contains("8.0.0.0/$05", input.request.remote_ip)', ['public and private']],
    ['10.1.2.3/16', 'net.cidr_contains("10.1.2.3/$016", input.request.remote_ip)', ['Means `10.1.0.0/16`']],
    [
      '2001:db8::/32',
      'net.cidr_contains("2001:db8::/$032", input.request.remote_ip)',
      ['IPv6 network', '2^96 addresses', 'Last address: `2001:db8:ffff:ffff:ffff:ffff:ffff:ffff`'],
    ],
    ['fd00::/8', 'net.cidr_contains("fd00::/$08", input.request.remote_ip)', ['private']],
    ['1.2.3.4/32', 'net.cidr_contains("1.2.3.4/$032", input.request.remote_ip)', ['One address']],
    ['0.0.0.0/0', 'net.cidr_contains("0.0.0.0/$00", input.request.remote_ip)', ['every address']],
    [
      '10.0.0/8',
      'net.cidr_contains("10.0.0/$08", input.request.remote_ip)',
      ['no network that OPA can read. Nearest: `10.0.0.0/8`.'],
    ],
    ['1.2.3.4', 'input.request.remote_ip == "1.2.3$0.4"', ['`1.2.3.4` · IPv4 address · public']],
    ['::1', 'input.request.remote_ip == "::1$0"', ['loopback']],
    ['10.0.0.0/8', 'net.cidr_contains(n, input.request.remote_ip)\n}\nn := "10.0.0.0$0/8"\nx if {', ['private']],
    ['172.16.0.0/12', 'true\n}\noffice := {"172.16.0.0$0/12"}\nx if {', ['private']],
  ])('%s', (text, condition, parts) => {
    check(`${P}allow if {\n\t${condition}\n\ttrue\n}`, `"${text}"`, parts);
  });
});

describe('a time', () => {
  const ns = 'input.request.timestamp_ns';
  it.each<[string, string, string, string[]]>([
    [
      'an instant that is compared',
      `${ns} > 1767225$0600000000000`,
      '1767225600000000000',
      ['**Thursday 2026-01-01 00:00:00 UTC**'],
    ],
    ['the last nanosecond', `${ns} > 1767225$0599999999999`, '1767225599999999999', ['23:59:59.999999999 UTC']],
    [
      'an instant that is compared, where a zone is read',
      `${ns} > 1767225$0600000000000\n\ttime.weekday([${ns}, "Asia/Kolkata"]) == "Monday"`,
      '1767225600000000000',
      ['- Thursday 2026-01-01 05:30:00 Asia/Kolkata'],
    ],
    [
      'an instant in a zone',
      'time.clock([1767225$0600000000000, "Asia/Kolkata"])',
      '1767225600000000000',
      ['- Thursday 2026-01-01 05:30:00 Asia/Kolkata'],
    ],
    ['seconds', `${ns} > 1767225$0600`, '1767225600', ['As seconds it would be 2026-01-01T00:00:00Z']],
    ['more than 64 bits', `${ns} > 17672256000000000$000000`, '1767225600000000000000', []],
    [
      'a zone',
      `time.clock([${ns}, "Europe/Berl$0in"])[0] == 9`,
      '"Europe/Berlin"',
      ['UTC+01:00 in January, UTC+02:00 in July'],
    ],
    [
      'a zone without summer',
      `time.clock([${ns}, "Asia/Kolk$0ata"])[0] == 9`,
      '"Asia/Kolkata"',
      ['UTC+05:30 all year'],
    ],
    [
      'a zone that is none',
      `time.clock([${ns}, "Berlin$0"])[0] == 9`,
      '"Berlin"',
      ['knows no zone of this name', 'Nearest: `Europe/Berlin`'],
    ],
    [
      'an hour in a zone',
      `time.clock([${ns}, "Europe/Berlin"])[0] >= 9$0`,
      '9',
      ['09:00 in Europe/Berlin is 08:00 UTC in January, 07:00 in July'],
    ],
    ['an hour in UTC', `time.clock(${ns})[0] >= 9$0`, '9', ['**Hour** of the day, in UTC']],
    [
      'a day',
      `time.weekday([${ns}, "Europe/Berlin"]) == "Monda$0y"`,
      '"Monday"',
      ['day of the week in `Europe/Berlin`'],
    ],
    [
      'a day that is none',
      `time.weekday(${ns}) == "Mon$0"`,
      '"Mon"',
      ['is no day that `time.weekday` gives', 'Nearest: `Monday`'],
    ],
    [
      'an instant as text',
      `${ns} > time.parse_rfc3339_ns("2026-01-01T01:00:00+01:00$0")`,
      '"2026-01-01T01:00:00+01:00"',
      ['2026-01-01 00:00:00 UTC', '`1767225600000000000`'],
    ],
  ])('%s', (_, condition, range, parts) => {
    const told = hover(`${P}allow if {\n\t${condition}\n}`);
    if (parts.length === 0) expect(told).toBeUndefined();
    else check(`${P}allow if {\n\t${condition}\n}`, range, parts);
  });
});
