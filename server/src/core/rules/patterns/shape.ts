/** What a test of a login by a part or pattern leaves open. */
import type { Test } from '../../syntax/values/conditions.ts';

/** The text that a login has to hold, and whether more may stand before and after it. */
export interface Shape {
  /** As it is written: of a regular expression, or `isPattern` false, the very characters. */
  readonly body: string;
  readonly isPattern: boolean;
  readonly opensBefore: boolean;
  readonly opensAfter: boolean;
}

/** Undefined for other tests. A regular expression is taken without flags and alternatives. */
export function shapeOf(test: Test, text: string): Shape | undefined {
  const plain = { body: text, isPattern: false };
  switch (test) {
    case 'prefix':
      return { ...plain, opensBefore: false, opensAfter: true };
    case 'suffix':
      return { ...plain, opensBefore: true, opensAfter: false };
    case 'part':
      return { ...plain, opensBefore: true, opensAfter: true };
    case 'regex':
      return shapeOfRegex(text);
    case 'glob':
      return shapeOfGlob(text);
    default:
      return undefined;
  }
}

/** `.*` at an end leaves it as open as no anchor does. */
function shapeOfRegex(source: string): Shape {
  const [, start = '', before = '', body = '', after = '', end = ''] =
    /^(\^|\\A)?((?:\(?\.[*+]\??\)?)?)(.*?)((?:\(?\.[*+]\??\)?)?)((?<!\\)\$|\\z)?$/s.exec(source) ?? [];
  const isPattern = /[\\^$.|?*+()[\]{}]/.test(body.replaceAll('\\.', ''));
  return {
    body: isPattern ? body : body.replaceAll('\\.', '.'),
    isPattern,
    opensBefore: start === '' || before !== '',
    opensAfter: end === '' || after !== '',
  };
}

function shapeOfGlob(pattern: string): Shape {
  const body = pattern.replaceAll(/^\*+|\*+$/g, '');
  return {
    body,
    isPattern: /[*?[\]{}\\]/.test(body),
    opensBefore: pattern.startsWith('*'),
    opensAfter: pattern.endsWith('*'),
  };
}
