/** What generated policies and inputs have in common, so that they meet: names, addresses, instants, numbers. */

export type Pool<T> = readonly [T, ...T[]];

/** Rego and JSON write them alike. */
export const LOGINS: Pool<string> = [
  'alice',
  'api::01K422XK606Y7W2KRBM91DVYBG',
  'bob@example.com',
  'BOB@EXAMPLE.COM',
  'ci-cd-production',
  'tf-prod',
  '',
];

export const TEAMS: Pool<string> = ['DevOps', 'devops', 'Security', 'ÄÖ 🚀', 'İß', 'a-b', '10', '9'];

/** Where text is easily got wrong: escapes, NUL, line separators, beyond the first plane, combining characters. */
export const ODD_TEXTS: Pool<string> = [
  'a\u0000b',
  '\u2028',
  '\uffff',
  '🚀',
  'e\u0301',
  '<&>',
  '\t"\\/',
  '\u007f',
  '1.0',
  '1e3',
  ': 2.5',
  '__proto__',
  'ſ',
  '\ud7ff',
];

export const NETWORKS: Pool<string> = [
  '10.0.0.0/8',
  '203.0.113.128/25',
  '0.0.0.0/0',
  '2001:db8:50::/48',
  '::ffff:10.0.0.0/104',
  '10.0.0.1',
  '10.0.0.1/33',
  '10.0.0.1/8',
  '::/0',
];

export const ADDRESSES: Pool<string> = [
  '10.0.0.1',
  '9.255.255.255',
  '10.255.255.255',
  '11.0.0.0',
  '203.0.113.127',
  '203.0.113.128',
  '2001:db8:50::1',
  '2001:db8:51::',
  '::ffff:10.0.0.1',
  '::ffff:a00:1',
  '::10.0.0.1',
  '010.0.0.1',
  '10.0.0',
  'fe80::1%eth0',
];

export const ZONES: Pool<string> = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Auckland',
  'Europe/Nowhere',
  '',
];

/** Edges of hours, days, years, of summer time, and of what 64 bits hold, in nanoseconds. */
export const INSTANTS: Pool<string> = [
  '1772816400000000000',
  '1774746000000000000',
  '1792890000000000000',
  '1767225600000000000',
  '1772523000000000000',
  '0',
  '9223372036854775807',
];

export const WEEKDAYS: Pool<string> = ['Monday', 'Friday', 'Saturday', 'Sunday', 'monday'];

/** As JSON; Rego reads them too. */
export const WHOLE_NUMBERS: Pool<string> = [
  '0',
  '1',
  '2',
  '-1',
  '9',
  '18',
  '24',
  '3600000000000',
  '1073741824',
  '9007199254740992',
  '9007199254740993',
  '1152921504606846976',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '18446744073709551616',
  '123456789012345678901234567890',
];

export const FRACTIONS: Pool<string> = [
  '-0',
  '0.5',
  '1.0',
  '0.1',
  '2.50',
  '1e3',
  '1E0',
  '1e-1',
  '-1.5',
  '100e-2',
  '1e20',
  '9007199254740993.0',
];

export const SPACES: Pool<string> = ['root', 'production-01JK5GKEM09MTEXGFXG694BX2X', 'dev', ''];
export const ROLES: Pool<string> = ['space-reader', 'space-admin', 'deployer', ''];
