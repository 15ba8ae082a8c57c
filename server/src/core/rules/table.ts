/**
 * The rules: what they are called, how much they matter, and what they say.
 *
 * A new rule is a row here, a file of its own (in `all.ts`), its test, and its page in `docs/rules`;
 * `npx vitest run test/tidy --update` then brings the index of the pages and the settings' schema up to date. `test/tidy`
 * holds them all together.
 */
import type { Severity } from '../../protocol/findings.ts';

/** One thing a rule says. */
export interface RuleMessage {
  /** `{name}` is filled in by the rule; braces stand for nothing else. */
  readonly text: string;
  /** The default level, where it differs from the rule's. */
  readonly level?: Severity;
  /**
   * Spacelift refuses such a policy, does not read it, or reads something else than its author meant: no comment and
   * no setting hides that. Never where it rests on an assumption.
   */
  readonly final?: true;
}

export interface RuleInfo {
  /** In kebab case. With the id it names the file: `SL017`, `disabled-builtin` is `sl017DisabledBuiltin.ts`. */
  readonly name: string;
  /** What it finds, as a heading: `docs/rules/` and every list of rules have the same words. */
  readonly title: string;
  /** The default level. */
  readonly level: Severity;
  /** Says what it says only, or more, where an account is known: an ignore comment may look unused without one. */
  readonly asksAccount?: true;
  /** Goes by what all known logins come to (`core/simulated`), in a step of its own. */
  readonly isSimulated?: true;
  readonly messages: Readonly<Record<string, RuleMessage>>;
}

export const TABLE = {
  SL001: {
    name: 'role-ulid',
    title: 'A role by its ULID',
    level: 'warning',
    asksAccount: true,
    messages: {
      known: { text: 'This is the ULID of the role {name}: a login policy names a role by its slug, `{slug}`.' },
      field: { text: 'This is the ULID of a role: a login policy names a role by its slug.' },
      ulid: {
        text: 'This is a ULID, as the API and Terraform have for the id of a role: a login policy names a role by its slug.{hint}',
      },
    },
  },
  SL002: {
    name: 'unknown-role',
    title: 'A role that the account does not have',
    level: 'warning',
    asksAccount: true,
    messages: {
      name: { text: '`{text}` is the name of a role: a login policy names a role by its slug, `{slug}`.' },
      field: { text: 'This is the `{field}` of a role: a login policy names a role by its slug.' },
      unknown: { text: 'This account has no role with the slug `{text}`.{hint}' },
      unlisted: { text: '`{text}` is not among the roles that this account shows you.{hint}', level: 'information' },
    },
  },
  SL003: {
    name: 'space-not-id',
    title: 'A space by something else than its id',
    level: 'warning',
    asksAccount: true,
    messages: {
      name: { text: '`{text}` is the name of a space: a login policy names a space by its id, {id}.' },
      case: {
        text: 'The ULID in the id of a space stands in capitals, and ids are compared letter by letter: `{id}`.',
      },
      whole: { text: 'This is a whole space, with all its fields: a login policy names a space by its `id`.' },
      field: { text: 'This is the `{field}` of a space: a login policy names a space by its `id`.' },
      kind: { text: 'Here {actual} stands for a space: a login policy names a space by its id, a string.' },
      shape: {
        text: '`{text}` is not the id of a space: that is `root`, `legacy`, or a name, a hyphen and a ULID.{hint}',
      },
    },
  },
  SL004: {
    name: 'unknown-space',
    title: 'A space that the account does not have',
    level: 'warning',
    asksAccount: true,
    messages: {
      unknown: { text: 'This account has no space with the id `{text}`.{hint}' },
      unlisted: { text: '`{text}` is not among the spaces that this account shows you.{hint}', level: 'information' },
    },
  },
  SL005: {
    name: 'apikey-by-name',
    title: 'An API key by something else than `api::` and its id',
    level: 'warning',
    asksAccount: true,
    messages: {
      bare: { text: 'An API key logs in as `api::` and its id{evidence}: `api::` is missing here.' },
      misspelt: { text: 'An API key logs in as `api::` and its id, letter by letter{evidence}: `{login}`.' },
      shown: { text: 'Spacelift shows an API key like this, but it logs in as `api::` and its id{evidence}.' },
      name: { text: '`{name}` is the name of an API key, but a key logs in as `api::` and its id{evidence}.' },
      pattern: {
        text: 'This looks for names of API keys ({names}), but a key logs in as `api::` and its id{evidence}.',
      },
    },
  },
  SL006: {
    name: 'unknown-apikey',
    title: 'An API key that the account does not have, or that no longer logs in',
    level: 'warning',
    asksAccount: true,
    messages: {
      unknown: { text: 'This account has no API key with the id `{id}`.{hint}' },
      unlisted: { text: '`{id}` is not among the API keys that this account shows you.{hint}', level: 'information' },
      deleted: { text: 'The API key {name} is deleted: it does not log in any more.' },
      expired: { text: 'The API key {name} expired on {day}: it does not log in any more.' },
    },
  },
  SL007: {
    name: 'apikey-bypass',
    title: 'An API key that login policies are not asked about',
    level: 'information',
    asksAccount: true,
    messages: {
      bypass: {
        text: 'The API key {name} is administrative: Spacelift lets it in as an admin without asking the policy.',
      },
    },
  },
  SL008: {
    name: 'deprecated-space-rule',
    title: 'A deprecated rule that grants a role in spaces',
    level: 'warning',
    messages: {
      deprecated: { text: '`{rule}` is deprecated: grant the role `{role}` by `roles` instead.' },
    },
  },
  SL009: {
    name: 'unknown-rule',
    title: 'A rule that nothing reads',
    level: 'warning',
    messages: {
      near: { text: 'Spacelift reads no rule `{rule}`, and nothing here asks it.{hint}' },
      unused: { text: 'Spacelift reads no rule `{rule}`, and nothing here asks it.', level: 'information' },
    },
  },
  SL010: {
    name: 'rule-type',
    title: 'A rule of another type than Spacelift reads',
    level: 'error',
    messages: {
      type: {
        text: 'Spacelift reads `{rule}` as {expected}. Here it is {actual}: as far as documented, such a policy is not saved.',
        final: true,
      },
      inside: { text: 'Spacelift reads `{rule}` as {expected}. Here {inside} {actual}.' },
      whole: {
        text: 'Spacelift is taken to have a clause of `{rule}` that is added to, in front of the policy: one value given as a whole would clash with it.',
        level: 'warning',
      },
      undocumented: {
        text: 'In other types of policies Spacelift reads `{rule}` as {expected}. Here it is {actual}.',
        level: 'warning',
      },
    },
  },
  SL011: {
    name: 'prelude-conflict',
    title: 'A definition that Spacelift puts in front of the policy itself',
    level: 'error',
    messages: {
      result: {
        text: 'Spacelift defines `result` itself, in front of the policy: give this rule another name.',
        final: true,
      },
      default: {
        text: 'Spacelift defines `default {rule} := false` itself, in front of the policy: a second default may be refused.',
        level: 'warning',
      },
      defaultTrue: {
        text: 'This holds for everybody, and Spacelift defines `default {rule} := false` itself, in front of the policy: a second default may be refused.',
        level: 'warning',
      },
    },
  },
  SL012: {
    name: 'package',
    title: 'A package other than `spacelift`',
    level: 'error',
    messages: {
      other: { text: 'Spacelift asks the package `spacelift` only: nothing in `{package}` is ever read.', final: true },
      missing: { text: 'A policy begins with `package spacelift`.', final: true },
    },
  },
  SL013: {
    name: 'teams-compare',
    title: 'Teams compared with, or looked up by, a single name',
    level: 'error',
    messages: {
      compared: { text: '`input.session.teams` is a list and never equals a string: this is always {outcome}.' },
      lookedUp: {
        text: '`input.session.teams` is a list: it has positions (0, 1, …) but no "{name}", so this is always undefined.',
      },
      called: {
        text: '`input.session.teams` is a list and has no functions of its own: ask `"…" in input.session.teams`.',
      },
      given: { text: '`input.session.teams` is a list, and `{function}` takes one string: ask it of each team.' },
      member: { text: '`input.session.teams` is a list, and none of these strings equals it: ask for each team.' },
    },
  },
  SL014: {
    name: 'deny-not-allow',
    title: 'A `deny` that also refuses admins',
    level: 'warning',
    messages: {
      admins: {
        text: 'Whoever is `admin` but not `allow` is refused too: `deny` comes first. Ask `not admin` as well.',
      },
    },
  },
  SL015: {
    name: 'no-grant',
    title: 'A policy that lets nobody in',
    level: 'warning',
    messages: {
      none: {
        text: 'Nobody gets in by this policy: it has no `allow` and no `admin`. That is right only beside another login policy that lets people in.',
      },
      never: { text: 'Nobody gets in by this policy: {rules} can never hold.' },
      denied: { text: 'Nobody gets in: this always holds, and `deny` comes before everything else.' },
    },
  },
  SL016: {
    name: 'roles-without-allow',
    title: 'Roles for people whom nothing lets in',
    level: 'warning',
    messages: {
      grants: {
        text: '`{rule}` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.',
      },
    },
  },
  SL017: {
    name: 'disabled-builtin',
    title: 'A built-in that Spacelift disables',
    level: 'error',
    messages: {
      clock: {
        text: 'Spacelift disables `time.now_ns`: the time of the login is `input.request.timestamp_ns`.',
        final: true,
      },
      disabled: { text: 'Spacelift disables `{name}`: a policy has nothing but its input to decide by.', final: true },
    },
  },
  SL018: {
    name: 'wrong-helper',
    title: 'A function that is for other types of policies',
    level: 'warning',
    messages: {
      exec: { text: '`exec` is for initialization policies on private workers, not for login policies.' },
    },
  },
  SL019: {
    name: 'external-data',
    title: 'Data from outside of the policy',
    level: 'warning',
    messages: {
      reference: { text: 'Spacelift has no data beside the policy: `{path}` is always undefined.' },
      import: { text: 'Spacelift has no data beside the policy: what `{path}` imports is always undefined.' },
    },
  },
  SL020: {
    name: 'unknown-input',
    title: 'A field that the input of a login does not have',
    level: 'warning',
    messages: {
      unknown: { text: 'The input of a login has no `{path}`: the condition is never met.{hint}' },
      negated: { text: 'The input of a login has no `{path}`: `not` is always met.{hint}' },
      undefined: { text: 'The input of a login has no `{path}`: this is always undefined.{hint}' },
      defaulted: { text: 'The input of a login has no `{path}`: this is always the default.{hint}' },
      list: { text: '`{parent}` is a list: it has positions (0, 1, …) but no "{step}", so this is always undefined.' },
      value: { text: '`{parent}` is {type}, with nothing below it: this is always undefined.' },
    },
  },
  SL021: {
    name: 'slack-deny',
    title: 'A `deny` that refuses every action through Slack',
    level: 'information',
    messages: {
      unsaid: {
        text: 'An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.',
      },
      used: {
        text: 'An action through Slack has no session and no address, so this holds and refuses it: ask for `input.session` first.',
        level: 'warning',
      },
    },
  },
  SL022: {
    name: 'team-drops-originals',
    title: 'Teams that take the place of all others',
    level: 'information',
    messages: {
      drops: {
        text: "These take the place of the session's own teams, which later policies don't see any more: copy `input.session.teams` to keep them.",
      },
    },
  },
  SL023: {
    name: 'engine-mismatch',
    title: 'One version of Rego, evaluated as the other',
    level: 'error',
    messages: {
      v1InV0: {
        text: 'This is written in Rego v1 (`{word}`) but evaluated as Rego v0: choose v1 as the engine of the policy, or add `import future.keywords`.',
        final: true,
      },
      v0InV1: {
        text: 'This is written in Rego v0 (no `{word}`) but evaluated as Rego v1: choose v0 as the engine of the policy, or rewrite it.',
        final: true,
      },
      grantsAlways: {
        text: '`if` is no keyword in Rego v0 without an import: `{head}` always holds, and what follows is a rule of its own called `if`.',
        final: true,
      },
      regoV1Import: {
        text: 'Spacelift supported `import rego.v1` under the v0 engine only unofficially: choose v1 as the engine of the policy, or `import future.keywords`.',
        level: 'warning',
      },
    },
  },
  SL024: {
    name: 'broad-admin',
    title: 'Rights over the whole account for everybody',
    level: 'warning',
    messages: {
      anybody: { text: 'Whoever logs in {rights}: nothing here asks who it is.' },
      members: {
        text: 'Every member {rights}: nothing here asks for a team or a login. With single sign-on everybody is a member.',
      },
      outsiders: { text: 'Whoever is no member {rights}: nothing here asks for a team or a login.' },
      kind: { text: 'Nothing more is asked here: {who} {rights}.' },
      others: {
        text: 'Everybody {rights} but those who are named here: say who is meant instead.',
        level: 'information',
      },
      collection: { text: '`{text}` is {type}, which holds even where nothing is in it: whoever logs in {rights}.' },
    },
  },
  SL025: {
    name: 'allow-all',
    title: 'An `allow` that always holds',
    level: 'warning',
    messages: {
      always: { text: 'This always holds: everybody who can reach the login gets in.' },
      present: { text: 'Every login has `{text}`, so this always holds: everybody gets in.' },
      collection: { text: '`{text}` is {type}, which holds even where nothing is in it: everybody gets in.' },
      emptyObject: { text: 'Empty braces are an empty object in Rego v1, which always holds: everybody gets in.' },
      everyAddress: {
        text: 'Every address of its kind is in `{network}`, and nothing else is asked: everybody gets in.',
      },
      others: { text: 'Everybody gets in but those who are named here: say who is meant instead.' },
      unlessDenied: { text: 'This always holds: everybody gets in whom `deny` does not refuse.', level: 'information' },
    },
  },
  SL026: {
    name: 'team-casing',
    title: 'A team in another spelling',
    level: 'information',
    asksAccount: true,
    messages: {
      spelling: { text: 'The team is written {team}, and is compared letter by letter.' },
    },
  },
  SL027: {
    name: 'unknown-team',
    title: 'A team that nobody has logged in with',
    level: 'information',
    asksAccount: true,
    messages: {
      unknown: { text: 'Nobody has logged in with a team "{team}" so far.{hint}' },
      unlisted: { text: 'The team "{team}" is not among those that this account shows you.{hint}' },
    },
  },
  SL028: {
    name: 'placeholder',
    title: 'A name copied from documentation',
    level: 'warning',
    messages: {
      text: { text: 'In documentation `{text}` stands for {meant}: write the real one.' },
      reference: {
        text: 'Rego knows nothing of Terraform: `{path}` has no value, and such a policy is refused.',
        level: 'error',
        final: true,
      },
      source: { text: 'Rego knows nothing of Terraform: `{path}` is always undefined.' },
    },
  },
  SL029: {
    name: 'role-without-read',
    title: 'A role that does not let anybody see the space',
    level: 'information',
    asksAccount: true,
    messages: {
      blind: {
        text: "The role `{role}` does not include `space:read`: whoever has no other role in the space can't see it.",
      },
    },
  },
  SL030: {
    name: 'redundant-grant',
    title: 'A role that is granted above already',
    level: 'information',
    asksAccount: true,
    messages: {
      granted: { text: '`{role}` is granted in the space {space} already, and so in every space below.' },
    },
  },
  SL031: {
    name: 'time-window',
    title: 'Time and place, asked at the login only',
    level: 'hint',
    messages: {
      time: { text: 'The time is asked at the login only: a session goes on when the window is over.' },
      place: { text: 'The address is asked at the login only: a session goes on wherever it is used from.' },
    },
  },
  SL032: {
    name: 'empty-policy',
    title: 'A policy without a rule',
    level: 'warning',
    messages: {
      noRule: { text: 'The policy has no rule: nobody gets in but those whom Spacelift does not ask it about.' },
      noText: { text: 'There is no policy here: OPA refuses a module without a package.', level: 'error', final: true },
    },
  },
  SL034: {
    name: 'strategy-off',
    title: 'An account that does not ask login policies',
    level: 'information',
    asksAccount: true,
    messages: {
      inert: { text: 'The account {account} is set to user management: it does not ask login policies.' },
    },
  },
  SL035: {
    name: 'sample-always',
    title: 'Every login is sampled',
    level: 'information',
    messages: {
      always: {
        text: 'Every login is recorded, with name and address. The newest hundred are kept: sample what you look for.',
      },
    },
  },
  SL038: {
    name: 'deny-admin-dead',
    title: 'Administrative rights taken away that nobody gets',
    level: 'information',
    messages: {
      dead: { text: 'Nothing here makes anybody an administrator: `deny_admin` has nothing to take away.' },
    },
  },
  SL039: {
    name: 'not-a-network',
    title: 'What is no network, given as one',
    level: 'error',
    messages: {
      network: { text: '`{text}` is no network ({reason}), so `{function}` fails: {outcome}.{hint}' },
      address: { text: '`{text}` is neither an address nor a network, so `{function}` fails: {outcome}.' },
      swapped: {
        text: '`{function}` takes the network first and the address second. `{address}` is an address: {outcome}.',
      },
      intersects: { text: '`net.cidr_intersects` takes two networks. `{address}` is an address: {outcome}.' },
      compared: { text: 'An address is never equal to `{text}`{what}: {outcome}.' },
      part: { text: 'No address has `{text}` in it{what}: {outcome}.' },
      hostBits: {
        text: '`{text}` stands for all of {network}: only the first {length} bits of its address count.',
        level: 'warning',
      },
      merged: { text: '`net.cidr_merge` takes `{text}` for all of {network}, as it has no length.', level: 'warning' },
    },
  },
  SL040: {
    name: 'not-a-time',
    title: 'A weekday, time of day, zone or instant that cannot be',
    level: 'error',
    messages: {
      weekday: { text: 'The weekday is never `{text}` here: {outcome}.{hint}' },
      alphabet: {
        text: 'Weekdays are compared by the alphabet here (Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday).',
        level: 'warning',
      },
      clock: { text: 'The {part} is a whole number from {least} to {most}: {outcome}.' },
      idle: {
        text: 'The {part} is a whole number from {least} to {most}: `{bound}` is always true.',
        level: 'information',
      },
      fraction: { text: 'The {part} is a whole number: `{bound}` is the same as `{same}`.', level: 'warning' },
      zone: { text: '`{text}` is no time zone that OPA knows, so `{function}` fails: {outcome}.{hint}' },
      local: {
        text: '`Local` is the zone of whatever machine evaluates the policy: name the zone that is meant.',
        level: 'warning',
      },
      instant: { text: '`{text}` is no instant in RFC 3339, so `{function}` fails: {outcome}.{hint}' },
      layout: {
        text: '`{text}` is a layout without a year, as layouts are written by the time 2006-01-02T15:04:05, so `time.parse_ns` fails: {outcome}.{hint}',
      },
      unfit: {
        text: '`{text}` is not written as the layout `{layout}` says, so `time.parse_ns` fails: {outcome}.{hint}',
      },
      text: { text: 'An instant is a number, and every number comes before `{text}`: {outcome}.{hint}' },
      scale: {
        text: 'In {unit}, `{text}` is {instant}, but instants count nanoseconds: {outcome}.',
      },
    },
  },
  SL041: {
    name: 'contradiction',
    title: 'Conditions that are never met together',
    level: 'warning',
    messages: {
      never: {
        text: "This can't hold together with another condition, so the clause never fires: `{subject}` {first} there and {second} here.",
      },
      count: {
        text: "This can't hold together with another condition, so the clause never fires: `{other}` {first} there and `{subject}` {second} here.",
      },
      casing: { text: '`{function}` leaves no {letters} letters, and {text} has some: {outcome}.' },
      memberless: { text: '`{text}` is {kind}, which has no members: {outcome}.' },
      every: {
        text: "This can't hold for all of them, so the clause never fires: `{subject}` {first} for one and {second} for another.",
      },
      overnight: {
        text: "This can't hold together with another condition, so the clause never fires: `{subject}` {first} there and {second} here. A window over midnight takes two clauses, one for each side of it.",
      },
    },
  },
  SL042: {
    name: 'mixed-zones',
    title: 'The day in one time zone, the time of day in another',
    level: 'warning',
    messages: {
      mixed: {
        text: 'The day is read in {zone} and the time of day in {other}, by whose clocks that day begins at {begin}.',
      },
    },
  },
  SL043: {
    name: 'unanchored-pattern',
    title: 'A part of a login that strangers can have too',
    level: 'warning',
    messages: {
      anywhere: { text: 'A login with this anywhere in it satisfies the test.{hint}' },
      goesOn: { text: 'A login that goes on behind this satisfies the test.{hint}' },
      domain: { text: 'A login whose domain only ends so satisfies the test.{hint}' },
      begins: { text: 'Any login that begins so satisfies the test.{hint}' },
      ends: { text: 'Any login that ends so satisfies the test.{hint}' },
      dot: { text: 'The dot of the domain stands for any character.{hint}' },
      topDomain: { text: 'A login of any domain that ends so satisfies the test.{hint}' },
      swapped: {
        text: 'Here `{text}` is taken for the {name}, and {constant} for the text that `{function}` tests: they seem to be the wrong way round.',
      },
      unreadable: { text: "OPA can't read this regular expression: {reason}. `{function}` fails, so {outcome}." },
      alternatives: {
        text: '`^` holds only the first alternative and `$` only the last: the others may begin or end with anything.{hint}',
      },
    },
  },
  SL044: {
    name: 'duplicate-clause',
    title: 'Two clauses that say the same',
    level: 'information',
    messages: {
      same: { text: 'Another clause of `{rule}` says the same: one is enough.' },
    },
  },
  SL045: {
    name: 'ignore-comment',
    title: 'A `# spacelift:` comment that has no effect',
    level: 'warning',
    messages: {
      unused: { text: '`{id}` finds nothing here: this comment has nothing to ignore.', level: 'information' },
      unknown: { text: 'There is no rule `{id}`, so this ignores nothing.{hint}' },
      reason: { text: 'Without a reason this ignores nothing: say why, after the rules.' },
      empty: { text: 'This names no rule: write `# spacelift: ignore`, the rules, and the reason.' },
      word: { text: '`{word}` ignores nothing: write `# spacelift: ignore`, the rules, and the reason.' },
      pair: { text: '`{pair}` says nothing: a file can say `type=login`, and `engine=v0` or `engine=v1`.{hint}' },
      unread: { text: 'Only the first comment that says what the file is counts, and on a line of its own.' },
      colon: { text: 'Without a colon this is not read: write `# spacelift:` before it.' },
      final: { text: "`{id}` can't be ignored: Spacelift refuses such a policy, or reads it as something else." },
    },
  },
  SL046: {
    name: 'stand-in',
    title: 'A function of which only a stand-in is here',
    level: 'information',
    messages: {
      sanitized: {
        text: 'What `sanitized` gives is not documented: a hash of another kind stands in for it here, so what depends on it may be decided otherwise by Spacelift.',
      },
    },
  },
  SL050: {
    name: 'dead-clause',
    title: 'A clause that no known login fires',
    level: 'information',
    isSimulated: true,
    messages: {
      never: { text: 'No known login fires this clause, out of {count} tried.{hint}' },
      over: { text: 'No known login fires this clause any more{since}, out of {count} tried.' },
    },
  },
  SL051: {
    name: 'always-refused',
    title: 'A refusal that holds for every known login',
    level: 'warning',
    isSimulated: true,
    messages: {
      denied: { text: '`deny` holds for every known login{when}, so nobody gets in. One of them: {session}.' },
      stripped: {
        text: '`deny_admin` holds for every known login{when}, so `admin` makes nobody an administrator. One of them: {session}.',
      },
    },
  },
  SL052: {
    name: 'reached-admin',
    title: 'The whole account for somebody whom nothing names',
    level: 'warning',
    isSimulated: true,
    messages: {
      anybody: { text: 'Whoever logs in so administers the whole account: {session}.' },
      members: { text: 'Every member who logs in so administers the whole account: {session}.' },
    },
  },
  SL053: {
    name: 'nobody-enters',
    title: 'A policy that lets no known login in',
    level: 'warning',
    isSimulated: true,
    messages: {
      nobody: { text: 'No known login gets in by this policy{when}, out of {count} tried. One of them: {session}.' },
    },
  },
  SL054: {
    name: 'hour-more',
    title: 'An hour more than the comment says',
    level: 'warning',
    isSimulated: true,
    messages: {
      hour: {
        text: 'This holds until {last}, an hour more than the comment says (`{said}`). One who comes then: {session}.',
      },
      later: {
        text: 'This begins at {first}, an hour later than the comment says (`{said}`). One who comes before: {session}.',
      },
    },
  },
  SL055: {
    name: 'shared-role',
    title: 'One role for many API keys that need little of it',
    level: 'information',
    asksAccount: true,
    isSimulated: true,
    messages: {
      shared: {
        text: 'By the scenarios in {files}, {keys} of the {all} API keys that get `{slug}` ({count} actions) need no more than {most} of them each: {actions}. One of them: {session}.',
      },
    },
  },
} as const satisfies Record<string, RuleInfo>;

export type RuleId = keyof typeof TABLE;

type IdsWhere<Marked> = { [Id in RuleId]: (typeof TABLE)[Id] extends Marked ? Id : never }[RuleId];

/** Those that go by what all known logins come to. */
export type SimulatedRuleId = IdsWhere<{ readonly isSimulated: true }>;
