import { expect, test } from 'vitest';
import { findDeparture, suggestPath, type InputPath } from '../../../../server/src/core/policy/inputPath.ts';

test.each<{ path: InputPath; index?: number; from?: string; meant?: InputPath }>([
  { path: [] },
  { path: ['session', 'login'] },
  { path: ['session', undefined] },
  { path: ['session', undefined, 'x'] },
  { path: ['spaces', undefined, 'labels', 0] },
  { path: ['attachment', 'x', 'y'] },
  { path: ['slack', 'user', 'tz'] },
  { path: ['slack', 'chanel'], index: 1, from: 'field', meant: ['slack', 'channel'] },
  { path: ['sesion', 'login'], index: 0, from: 'field', meant: ['session'] },
  { path: ['session', 'emial'], index: 1, from: 'field', meant: ['session', 'login'] },
  { path: ['session', 'group'], index: 1, from: 'field', meant: ['session', 'teams'] },
  { path: ['request', 'ip'], index: 1, from: 'field', meant: ['request', 'remote_ip'] },
  { path: ['request', 'timestamp'], index: 1, from: 'field', meant: ['request', 'timestamp_ns'] },
  { path: ['remote_ip'], index: 0, from: 'field', meant: ['request', 'remote_ip'] },
  { path: ['user', 'login'], index: 0, from: 'field', meant: ['session', 'login'] },
  { path: ['spacelift', 'request', 'remote_ip'], index: 0, from: 'field', meant: ['request', 'remote_ip'] },
  { path: ['spacelift', 'run'], index: 0, from: 'field' },
  { path: ['spaces', undefined, 'parent'], index: 2, from: 'field' },
  { path: ['spaces', 1, 'label'], index: 2, from: 'field', meant: ['spaces', 1, 'labels'] },
  { path: ['spaces', 'prod'], index: 1, from: 'list' },
  { path: ['session', 'member', 'x'], index: 2, from: 'value' },
  { path: ['session', 'login', undefined], index: 2, from: 'value' },
  { path: ['constructor'], index: 0, from: 'field' },
  { path: ['session', '__proto__', 'x'], index: 1, from: 'field' },
])('input $path', ({ path, index, from, meant }) => {
  const departure = findDeparture(path);
  expect(departure && { index: departure.index, from: departure.from }).toEqual(
    index === undefined ? undefined : { index, from },
  );
  expect(departure?.from === 'field' ? suggestPath(path, departure)?.path : undefined).toEqual(meant);
});
