import { describe, expect, it } from 'vitest';
import { requireGo, requireNode } from '../../scripts/lib/requirements.mjs';

describe('what has to be installed', () => {
  it.each(['20.19.0', '20.19.1', '22.2.0', '24.0.0', '100.0.0'])('takes Node %s', (version) => {
    expect(() => {
      requireNode(version);
    }).not.toThrow();
  });
  it.each(['20.18.9', '18.20.0', '9.9.9'])('refuses Node %s in one line that says what to do', (version) => {
    expect(() => {
      requireNode(version);
    }).toThrow(/^Node \S+ is too old: install Node 20\.19\.0 or newer .*$/);
  });
  it.each(['21.7.3', '22.1.0'])('refuses Node %s, which lacks what older and newer ones have', (version) => {
    expect(() => {
      requireNode(version);
    }).toThrow(/^Node \S+ is too old: install Node 22\.2\.0 or newer .*$/);
  });
  it.each(['go1.26.0\n', 'go1.26.8 X:foo\n', 'go1.27rc1\n', 'go2.0\n'])('takes %j', (answer) => {
    expect(() => {
      requireGo(() => answer);
    }).not.toThrow();
  });
  it.each(['go1.25.9', 'go1.9'])('refuses %j', (answer) => {
    expect(() => {
      requireGo(() => answer);
    }).toThrow(/^Go \S+ is too old: install Go 1\.26\.0 or newer .*$/);
  });
  it('says that Go is missing', () => {
    expect(() => {
      requireGo(() => undefined);
    }).toThrow(/^Go is missing: install Go 1\.26\.0 or newer .*$/);
  });
});
