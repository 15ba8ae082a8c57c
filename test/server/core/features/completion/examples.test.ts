import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completePolicy } from '../../../../../server/src/core/features/completion/complete.ts';
import { findDirective } from '../../../../../server/src/core/policy/directive.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import type { PolicyModel, StringTerm } from '../../../../../server/src/core/syntax/model.ts';
import { demoInventory, openPolicy } from '../../../../support/openPolicy.ts';

const FOLDER = new URL('../../../../../examples/patterns/', import.meta.url);
const FILES = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.rego'));

function offeredAt(text: string, offset: number, name: string): (string | undefined)[] {
  const engine = name.endsWith('.v0.rego') ? 'v0' : 'v1';
  const keyLogin = name.startsWith('key-by-id') || name.includes('maintenance') ? 'id' : 'name';
  const policy = openPolicy(text, { account: demoInventory, engine, keyLogin });
  return completePolicy(policy, offset).items.map(({ textEdit }) => textEdit?.newText.replaceAll('"', ''));
}

const NAMED = new Set(['role', 'space', 'login', 'team', 'weekday', 'spaceName', 'label']);

/** Strings that the account, or everybody, has a name for. */
function namedStrings(model: PolicyModel): StringTerm[] {
  const { account } = demoInventory;
  const logins = account.apiKeys.items.flatMap(({ id, name }) => [`api::${id}`, name]);
  const known = new Set([...logins, ...account.roles.items.map(({ slug }) => slug), ...account.teams.items]);
  return model.literals.filter((literal): literal is StringTerm => {
    const meanings = model
      .meaningsOf(literal)
      .filter(({ domain, use }) => NAMED.has(domain) && /==|in|granted/.test(use));
    return literal.kind === 'string' && meanings.length > 0 && known.has(literal.value);
  });
}

describe.each(FILES)('%s', (name) => {
  const text = fs.readFileSync(new URL(name, FOLDER), 'utf8');
  const model = buildModel(text);

  it('has each of its names offered while it is typed', () => {
    for (const literal of namedStrings(model)) {
      const { from, to, value } = literal;
      const isById = value.startsWith('api::');
      const file = isById ? 'key-by-id' : 'key-by-name';
      const [before, after] = [text.slice(0, from + 1), text.slice(to - 1)];
      const version = name.endsWith('.v0.rego') ? '.v0.rego' : '.v1.rego';
      const states = {
        closed: before + after,
        withoutRest: before,
        withoutQuote: before + after.slice(1),
        withoutRestOfLine: before + after.slice(after.indexOf('\n')),
      };
      for (const [state, typed] of Object.entries(states)) {
        const offered = offeredAt(typed, from + 1, file + version);
        if (state.startsWith('withoutRest') && !isToldBefore(literal, text)) continue;
        expect([state, typed.slice(Math.max(0, from - 60), from + 30), offered]).toEqual([
          expect.anything(),
          expect.anything(),
          expect.arrayContaining([value]),
        ]);
      }
    }
  });

  it('has each part of its paths offered', () => {
    for (const { segments } of model.inputReferences()) {
      for (const { from, constant, dotted, to } of segments) {
        if (!dotted) continue;
        const typed = text.slice(0, from + 1) + text.slice(to);
        expect([typed.slice(from - 20, from + 10), offeredAt(typed, from + 1, name)]).toEqual([
          expect.anything(),
          expect.arrayContaining([constant]),
        ]);
      }
    }
  });

  it('has each name in scope offered', () => {
    for (const { name: word, nameSpan, target, parent, path } of model.references) {
      const isUse =
        (target.kind === 'local' && target.local.declaration.nameSpan !== nameSpan) || target.kind === 'rule';
      if (!isUse || word === '_' || parent.kind === 'clause' || path.length > 0) continue;
      const typed = text.slice(0, nameSpan.from) + text.slice(nameSpan.to);
      const offered = offeredAt(typed, nameSpan.from, name).map((found) => found?.replace(/\(.*/s, ''));
      expect([typed.slice(nameSpan.from - 30, nameSpan.from + 20), offered]).toEqual([
        expect.anything(),
        expect.arrayContaining([word]),
      ]);
    }
  });

  it('can be asked anywhere, whole or cut off', () => {
    expect(findDirective(model)).toBeDefined();
    // Each file at other offsets: all of them take half a minute.
    for (let offset = FILES.indexOf(name) % 13; offset <= text.length; offset += 13) {
      offeredAt(text, offset, name);
      offeredAt(text.slice(0, offset), offset, name);
    }
  });
});

/** Whether what is before a string tells what it stands for. */
function isToldBefore({ from, to }: StringTerm, text: string): boolean {
  const model = buildModel(text.slice(0, to));
  return model.meanings().some(({ literal }) => literal.from === from);
}
