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
