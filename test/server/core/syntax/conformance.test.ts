import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { parseText } from '../../../../server/src/core/syntax/parse.ts';
import { readConformanceModules } from './conformanceCases.ts';
import { findBroken } from './trees.ts';

/** Modules that OPA parses and the grammar does not, by name and reason. This list only shrinks. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

describe("OPA's conformance cases", () => {
  const modules = readConformanceModules();

  it('are there', () => {
    expect(modules.length).toBeGreaterThan(5000);
  });

  it('parse without an error', () => {
    const broken = modules.filter(({ text }) => findBroken(parseText(text).tree).length > 0).map(({ name }) => name);
    expect(broken).toEqual(Object.keys(EXCEPTIONS));
  });

  it('have a model without anything missing', () => {
    for (const { name, text } of modules) {
      const model = buildModel(text);
      expect(model.package, name).toBeDefined();
      expect(
        model.clauses.filter(({ nestedIn }) => nestedIn),
        name,
      ).toEqual([]);
    }
  });
});
