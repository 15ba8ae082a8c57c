import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../../../../server/src/core/features/hover/hover.ts';
import { demoInventory, openPolicy } from '../../../../support/openPolicy.ts';
import { check, EU, hover, KEY, P } from './told.ts';

describe('nothing is told', () => {
  it.each<[string, string]>([
    ['of an empty policy', '$0'],
    ['of blanks', `${P}allow if  $0  true`],
    ['in a comment', `${P}# allo$0w if input.session.member\nallow if true`],
    ['of a constant without a meaning', `${P}x := "so$0me"`],
    ['of a half-typed slug', `${P}roles["root"] contains "$0"`],
    ['of what Terraform fills in', `${P}roles["\${space$0}"] contains "deployer"`],
    ['of a pattern that no key fits', `${P}allow if endswith(input.session.login, "@example.com$0")`],
  ])('%s', (_, source) => {
    expect(hover(source)).toBeUndefined();
  });
});

describe('a text in any state', () => {
  const whole = `${P}# ü 😀\nallow if {\n\tinput.session.login in {"api::${KEY}"}\n}\n\nroles["${EU}"] contains "deployer" if time.weekday(input.request.timestamp_ns) == "Monday"\n`;

  it.each([
    ['CRLF', whole.replaceAll('\n', '\r\n')],
    ['BOM', `\uFEFF${whole}`],
    ['tabs', whole.replaceAll(' ', '\t')],
    ['non-BMP', whole.replace('# ü', '# 😀😀')],
  ])('%s: the range is the text', (_, text) => {
    const at = text.indexOf('deployer');
    check(`${text.slice(0, at)}$0${text.slice(at)}`, '"deployer"', ['**Deployer**']);
  });

  it('is never too broken', () => {
    for (let length = 0; length <= whole.length; length++) {
      for (const offset of [0, length >> 1, length - 1, length]) {
        for (const account of [undefined, demoInventory]) {
          hoverAt(openPolicy(whole.slice(0, length), { account }), offset);
        }
      }
    }
  });
});
