import { expect, it } from 'vitest';
import { countTold, pickRows, type SpaceNode } from '../../../client/webview/model/spaces.ts';

function node(id: string, isTold: boolean, children: SpaceNode[] = []): SpaceNode {
  return { id, name: id, own: isTold ? ['Reader'] : [], inherited: [], children, isTold };
}
const many = (count: number, isTold: (index: number) => boolean): SpaceNode[] =>
  Array.from({ length: count }, (_, index) => node(String(index), isTold(index)));

it.each<[string, SpaceNode[], boolean, number, number]>([
  ['all of a few', many(5, () => false), false, 5, 0],
  ['some of many that only inherit', many(1_000, () => false), false, 25, 975],
  ['those with grants, and few others', many(1_000, (index) => index % 100 === 99), false, 15, 985],
  ['not all of very many grants', many(1_000, () => true), false, 50, 950],
  ['all of them, where that is asked for', many(1_000, () => true), true, 1_000, 0],
])('draws %s', (_name, nodes, isWhole, count, more) => {
  const picked = pickRows(nodes, isWhole);
  expect([picked.rows.length, picked.more]).toEqual([count, more]);
  const places = picked.rows.map((row) => nodes.indexOf(row));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

it('counts grants at every depth', () => {
  expect(countTold([node('root', false, [node('a', true, [node('b', true)]), node('c', false)])])).toBe(2);
});
