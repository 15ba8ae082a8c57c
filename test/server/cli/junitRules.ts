/**
 * What readers of JUnit XML hold a report to. Its form was never written down by those who made it up; two schemas are
 * in wide use: that of Jenkins' xunit plugin (`junit-10.xsd` of jenkinsci/xunit-plugin), which refuses a report with an
 * attribute that it does not know, and the one of windyroad/JUnit-Schema for Ant, of which order, times and types of
 * failures are taken. Both leave the counts to whoever writes them.
 */
import type { Element, Node } from '@xmldom/xmldom';

interface Shape {
  required: string[];
  optional?: string[];
  /** In this order; with `once`, each at most once. */
  children: string[];
  once?: string[];
}

const OUTPUT = ['system-out', 'system-err'];
const MISS: Shape = { required: ['type', 'message'], children: [] };
const SHAPES: Record<string, Shape> = {
  testsuites: { required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors', 'time'],
    optional: ['group', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['properties', 'testcase', ...OUTPUT],
    once: ['properties', ...OUTPUT],
  },
  testcase: {
    required: ['name', 'classname', 'time'],
    optional: ['group'],
    children: ['skipped', 'error', 'failure', ...OUTPUT],
    once: ['skipped', 'error', 'failure', ...OUTPUT],
  },
  failure: MISS,
  error: MISS,
  'system-out': { required: [], children: [] },
  'system-err': { required: [], children: [] },
};

/** @returns what a reader would stumble over, in words */
export function findJunitMistakes(root: Element): string[] {
  return [
    ...(root.tagName === 'testsuites' ? [] : [`the root is ${root.tagName}`]),
    ...findMistakes(root),
    ...findWrongCounts(root, childrenOf(root)),
  ];
}

function findMistakes(element: Element): string[] {
  const { tagName } = element;
  const shape = SHAPES[tagName];
  if (shape === undefined) return [`${tagName} is not known`];
  const children = childrenOf(element);
  return [
    ...findWrongAttributes(element, shape),
    ...findWrongChildren(
      tagName,
      children.map((child) => child.tagName),
      shape,
    ),
    ...(tagName === 'testsuite' ? findWrongCounts(element, [element]) : []),
    ...children.flatMap(findMistakes),
  ];
}

function findWrongAttributes(element: Element, { required, optional = [] }: Shape): string[] {
  const { tagName } = element;
  const names = [...element.attributes].map(({ name }) => name);
  const missing = required.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !required.includes(name) && !optional.includes(name));
  const empty = ['name', 'type'].filter((name) => element.getAttribute(name)?.trim() === '');
  const time = element.getAttribute('time');
  return [
    ...missing.map((name) => `${tagName} has no ${name}`),
    ...unknown.map((name) => `${tagName} must not have ${name}`),
    ...empty.map((name) => `${tagName} has an empty ${name}`),
    ...(time === null || /^\d+(\.\d+)?$/.test(time) ? [] : [`${tagName} has the time ${time}, which is no seconds`]),
  ];
}

function findWrongChildren(tagName: string, names: readonly string[], { children, once = [] }: Shape): string[] {
  const places = names.map((name) => children.indexOf(name));
  const outcomes = names.filter((name) => ['skipped', 'error', 'failure'].includes(name));
  return [
    ...names
      .filter((_, index) => (places[index] ?? -1) < (places[index - 1] ?? -1))
      .map((name) => `${name} is too late`),
    ...names.filter((name) => !children.includes(name)).map((name) => `${tagName} must not hold ${name}`),
    ...once.filter((name) => names.filter((one) => one === name).length > 1).map((name) => `${name} is there twice`),
    ...(outcomes.length > 1 ? [`a case has come to ${outcomes.join(' and ')}`] : []),
  ];
}

/** Its counts and its time are those of all cases in the suites. */
function findWrongCounts(element: Element, suites: readonly Element[]): string[] {
  const cases = suites.flatMap(childrenOf).filter(({ tagName }) => tagName === 'testcase');
  const having = (name: string): number =>
    cases.filter((one) => childrenOf(one).some(({ tagName }) => tagName === name)).length;
  const counted = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  const wrong = Object.entries(counted).filter(
    ([name, count]) => element.hasAttribute(name) && element.getAttribute(name) !== String(count),
  );
  const time = cases.reduce((sum, one) => sum + Number(one.getAttribute('time')), 0);
  // Each is rounded to a millisecond.
  const isOff = Math.abs(Number(element.getAttribute('time')) - time) > 0.001 * (cases.length + 1);
  return [
    ...wrong.map(
      ([name, count]) => `${element.tagName} has ${name}="${element.getAttribute(name) ?? ''}" for ${count}`,
    ),
    ...(isOff ? [`${element.tagName} has another time than its cases`] : []),
  ];
}

function childrenOf(element: Element): Element[] {
  return [...element.childNodes].filter(isElement);
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}
