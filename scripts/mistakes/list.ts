/** The mistakes of `docs/mistakes.md`: policies of the tests, each with what its author got wrong. */

export interface Mistake {
  /** Below `test/server/core/features`; the folder says the version of Rego. */
  readonly policy: string;
  readonly mistake: string;
  /** Told with the demo account at hand. */
  readonly account?: true;
}

export interface Chapter {
  readonly title: string;
  readonly mistakes: readonly Mistake[];
}

function chapter(title: string, mistakes: Readonly<Record<string, string>>): Chapter {
  return {
    title,
    mistakes: Object.entries(mistakes).map(([policy, mistake]) => ({ policy: `mistakes/${policy}`, mistake })),
  };
}

export const CHAPTERS: readonly Chapter[] = [
  chapter('Who', {
    'v1/teamsCompared': 'the list of teams is compared with one name',
    'v1/neverEqual': 'a field is compared with what it can never be',
    'v1/unknownInput': 'fields that the input of a login does not have',
    'v1/andForOr': 'one of two people is meant, both are asked for',
    'v1/domainWithoutAt': 'an e-mail domain without its `@`',
    'v1/domainAnywhere': '`contains` for the end of an address',
    'v1/addressBegun': 'an address by its beginning',
    'v1/patternWithoutEnd': 'a regular expression without `$`',
    'v1/patternOfTwo': '`^a|b$` for `^(a|b)$`',
    'v0/dotInPattern': 'a dot of a domain, not escaped in a regular expression',
    'v1/keyWithoutPrefix': 'an API key by its id, without `api::`',
  }),
  chapter('Where from', {
    'v1/addressWithoutLength': 'an address where a network belongs',
    'v1/networkSecond': 'the network second, the address first',
    'v0/networkMisspelt': 'a length beyond 32, and networks that have to meet an address',
    'v1/networkMisspelt': 'one misspelt network of several',
    'v1/networkCompared': 'an address looked for among networks',
    'v1/hostBits': 'a network written by one of its addresses',
    'v1/mergedAddress': 'an address merged into networks',
  }),
  chapter('When', {
    'v1/disabledBuiltins': '`time.now_ns` and `http.send`, which Spacelift disables',
    'v1/weekdayInLowerCase': 'weekdays in lower case',
    'v0/weekdayInLowerCase': 'weekdays cut off',
    'v1/weekdayAsNumber': 'a weekday as a number, hours as texts',
    'v1/weekdaysInOrder': '`<=` between weekdays',
    'v1/hourTwentyFour': 'an hour that never comes',
    'v1/hoursAndMinutesInOne': 'an hour with its minutes',
    'v1/overMidnight': 'a window over midnight in one clause',
    'v1/unknownZone': 'time zones in other case and by abbreviation',
    'v1/mixedZones': 'the weekday in UTC, the hour in New York',
    'v1/secondsForNanoseconds': 'seconds for nanoseconds',
    'v1/noInstant': 'a date where an instant belongs',
  }),
  chapter('What it comes to', {
    'v1/allowAlways': 'everybody gets in',
    'v1/adminForMembers': 'every member is an admin',
    'v1/denyNotAllow': '`deny` for whoever is not `allow`, beside `admin`',
    'v1/denyOnly': 'reasons to refuse, and none to let in',
    'v1/rolesAlone': 'roles for people whom nothing lets in',
    'v1/slackRefused': 'a `deny` that refuses every action through Slack',
    'v1/teamsDropped': 'a team that takes the place of all others',
    'v1/spaceByName': 'a space by its name',
    'v1/roleByUlid': 'a role by its ULID',
    'v1/placeholders': 'placeholders copied from documentation',
    'v1/unsafeInHeads': 'variables in a head that nothing gives a value',
    'v1/deprecatedSpaceRules': 'rules that are deprecated',
  }),
  chapter('What Spacelift reads', {
    'v1/otherPackage': 'another package',
    'v1/packageAlone': 'no rule at all',
    'v1/unreadRule': 'a rule that Spacelift does not read',
    'v1/wrongTypes': 'predefined rules of another type',
    'v1/preludeClash': 'rules that Spacelift defines itself',
    'v1/externalData': 'data from outside of the policy',
    'v1/unknownFunctions': 'a function that does not exist',
    'v0/writtenInV1': 'Rego v1, evaluated as v0',
    'v1/writtenInV0': 'Rego v0, evaluated as v1',
    'v0/grantsAlways': '`if` without its import: granted to everybody',
    'v1/nestedRule': 'a rule in the body of another',
    'v1/orFromElsewhere': '`||`',
    'v1/recursion': 'rules that ask each other',
  }),
  {
    title: 'What only the account tells',
    mistakes: [
      { policy: 'accountMistakes/v1/namesForIds', mistake: 'names for ids and slugs, teams misspelt', account: true },
      {
        policy: 'accountMistakes/v1/deadAndIdle',
        mistake: 'API keys that are gone, roles that hold already',
        account: true,
      },
    ],
  },
];

export const MISTAKES: readonly Mistake[] = CHAPTERS.flatMap(({ mistakes }) => mistakes);
