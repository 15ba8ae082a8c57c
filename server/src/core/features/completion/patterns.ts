/** Whole rules for what login policies mostly do. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Suggestion } from './suggestion.ts';
import { writeMember, writeMembership, writeRule, type Words } from './words.ts';

interface Pattern {
  readonly label: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  readonly write: (words: Words, keyLogin: 'id' | 'name') => string;
}

const KEY = { id: '"${1:api::id of the key}"', name: '"${1:name of the key}"' } as const;
const ROLE = 'roles["${2:root}"]';

const PATTERNS: readonly Pattern[] = [
  {
    label: 'allow members',
    about: 'Lets every member of the organisation in; without rights, until `roles` gives them some.',
    write: (words) => writeRule('allow', ['input.session.member'], words),
  },
  {
    label: 'allow a team',
    about: 'Lets a team in. Upper and lower case differ.',
    write: (words) => writeRule('allow', [writeMembership('"${1:DevOps}"', 'input.session.teams', words)], words),
  },
  {
    label: 'role for a team',
    about: 'Gives a team a role in a space. Roles are named by slug, spaces by id.',
    write: (words) =>
      writeRule(
        writeMember(ROLE, '"${3:space-reader}"', words),
        [writeMembership('"${1:DevOps}"', 'input.session.teams', words)],
        words,
      ),
  },
  {
    label: 'allow an API key',
    about: 'Lets one API key in, and gives it a role in a space.',
    write: (words, keyLogin) => {
      const body = [`input.session.login == ${KEY[keyLogin]}`];
      const role = writeRule(writeMember(ROLE, '"${3:space-reader}"', words), body, words);
      return `${writeRule('allow', body, words)}\n\n${role}`;
    },
  },
  {
    label: 'allow a set of API keys',
    about: 'Lets several API keys in; to add one, add it to the set.',
    write: (words, keyLogin) => {
      const test = words.in ? 'input.session.login in ${2:automation}' : '${2:automation}[input.session.login]';
      return `\${2:automation} := {${KEY[keyLogin]}}\n\n${writeRule('allow', [test], words)}`;
    },
  },
  {
    label: 'allow API keys by a prefix',
    about: "Lets keys in whose names begin alike. Where a key's login is `api::` and its id, none does.",
    write: (words) => writeRule('allow', ['startswith(input.session.login, "${1:ci-cd-}")'], words),
  },
  {
    label: 'allow API keys by a suffix',
    about: "Lets keys in whose names end alike. Where a key's login is `api::` and its id, none does.",
    write: (words) => writeRule('allow', ['endswith(input.session.login, "${1:-dev}")'], words),
  },
  {
    label: 'roles for a table of API keys',
    about: 'Says in one place which key has which roles in which spaces. A key that is not in it does not get in.',
    write: (words, keyLogin) => {
      const table = '${2:tools}';
      const allow = writeRule('allow', [`${table}[input.session.login]`], words);
      const body = [`${table}[input.session.login][space][role]`];
      const roles = writeRule(writeMember('roles[space]', 'role', words), body, words);
      const row = `${KEY[keyLogin]}: {"\${3:root}": {"\${4:space-reader}"}},`;
      return `${table} := {\n\t${row}\n}\n\n${allow}\n\n${roles}`;
    },
  },
  {
    label: 'role in several spaces',
    about: 'Gives a team a role in each space of a set; to add one, add it to the set.',
    write: (words) => {
      const spaces = '${2:team_spaces}';
      const team = writeMembership('"${1:DevOps}"', 'input.session.teams', words);
      const each = words.in ? `some space in ${spaces}` : `${spaces}[space]`;
      const rule = writeRule(writeMember('roles[space]', '"${4:space-reader}"', words), [team, each], words);
      return `${spaces} := {"\${3:root}"}\n\n${rule}`;
    },
  },
  {
    label: 'allow an e-mail domain',
    about: 'Lets everybody of a domain in. The whole domain is compared: an ending alone lets in not-example.com.',
    write: (words) => {
      const body = ['[name, domain] := split(lower(input.session.login), "@")', 'name != ""'];
      return writeRule('allow', [...body, 'domain == "${1:example.com}"'], words);
    },
  },
  {
    label: 'allow from a network',
    about: 'Lets members in from a network only. Asked at the login alone: a session goes on elsewhere.',
    write: (words) =>
      writeRule(
        'allow',
        ['input.session.member', 'net.cidr_contains("${1:203.0.113.0/24}", input.request.remote_ip)'],
        words,
      ),
  },
  {
    label: 'allow in a time window',
    about: 'Lets members in on some weekdays and hours. Asked at the login alone: a session outlives the window.',
    write: (words) => {
      const days = '{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}';
      const now = 'now := [input.request.timestamp_ns, "${1:UTC}"]';
      const isDay = words.in ? `time.weekday(now) in ${days}` : `${days}[time.weekday(now)]`;
      const hours = ['[hour, _, _] := time.clock(now)', 'hour >= ${2:8}', 'hour < ${3:18}'];
      return writeRule('allow', ['input.session.member', now, isDay, ...hours], words);
    },
  },
  {
    label: 'deny a team',
    about: 'Refuses a team, whatever else lets its people in.',
    write: (words) => writeRule('deny', [writeMembership('"${1:Contractors}"', 'input.session.teams', words)], words),
  },
  {
    label: 'deny from elsewhere',
    about: 'Refuses members from outside of a network, whatever else lets them in.',
    write: (words) => {
      const inside = 'net.cidr_contains("${1:203.0.113.0/24}", input.request.remote_ip)';
      return writeRule('deny', ['input.session.member', `not ${inside}`], words);
    },
  },
  {
    label: 'admin for a team',
    about: 'Makes a team admin of the account, and never somebody who is in another team as well.',
    write: (words) => {
      const isIn = (team: string): string[] => [writeMembership(team, 'input.session.teams', words)];
      const never = writeRule('deny_admin', isIn('"${2:Contractors}"'), words);
      return `${writeRule('admin', isIn('"${1:Platform}"'), words)}\n\n${never}`;
    },
  },
  {
    label: 'one team more',
    about: 'Gives a team to who is in another one, and keeps the teams of the session, which it would replace.',
    write: (words) => {
      const kept = words.in ? ['some name in input.session.teams'] : ['name := input.session.teams[_]'];
      const more = [writeMembership('"${1:On-Call}"', 'input.session.teams', words)];
      const rules = [writeRule(writeMember('team', 'name', words), kept, words)];
      return [...rules, writeRule(writeMember('team', '"${2:Approvers}"', words), more, words)].join('\n\n');
    },
  },
  {
    label: 'keep the teams',
    about: 'Copies the teams of the session, which any `team` rule would replace.',
    write: (words) => {
      const body = words.in ? ['some name in input.session.teams'] : ['input.session.teams[_] = name'];
      return writeRule(writeMember('team', 'name', words), body, words);
    },
  },
];

/** The rules that people write, ready to be filled in. */
export function patternSnippets(words: Words, keyLogin: 'id' | 'name'): readonly Suggestion[] {
  return PATTERNS.map(({ label, write }) => ({
    label,
    kind: CompletionItemKind.Snippet,
    insert: write(words, keyLogin),
    isSnippet: true,
    detail: 'pattern',
    documented: { of: 'pattern', name: label },
  }));
}

/** What a pattern is for; undefined for none. */
export function aboutPattern(label: string): string | undefined {
  return PATTERNS.find((pattern) => pattern.label === label)?.about;
}
