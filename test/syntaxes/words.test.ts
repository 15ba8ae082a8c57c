/** What VS Code takes for a word: as long as one is typed, its suggestions stay. */
import { expect, it } from 'vitest';
import configuration from '../../syntaxes/languageConfiguration.json' with { type: 'json' };

const { pattern, flags } = configuration.wordPattern;

it.each<[text: string, words: string[]]>([
  ['roles["production-01JQ8Z"] contains "space-admin"', ['roles', 'production-01JQ8Z', 'contains', 'space-admin']],
  ['"api::01JQ8ZK5"', ['api', '01JQ8ZK5']],
  ['input.session.login == my_login', ['input', 'session', 'login', 'my_login']],
  ['n - 1 + x -1', ['n', '1', 'x', '1']],
  ['"größe-ä"', ['größe-ä']],
  ['# a -- b -c d-', ['a', 'b', 'c', 'd']],
])('%s', (text, words) => {
  expect(text.match(new RegExp(pattern, `g${flags}`))).toEqual(words);
});
