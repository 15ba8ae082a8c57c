/** The licence of a package that comes without the text of one. */
import { expect, it } from 'vitest';
import { namedLicence } from '../../scripts/package/notices.mjs';

it("is MIT's text with the package's author, where it names both", () => {
  const licences = namedLicence({ license: 'MIT', author: 'Ada Example <ada@example.com>' });
  expect(licences).toEqual([
    expect.stringMatching(
      /^MIT License\n\nCopyright \(c\) Ada Example <ada@example\.com>\n\nPermission is hereby granted/,
    ),
  ]);
});

it.each([
  { license: 'MIT' },
  { license: 'Apache-2.0', author: 'Ada Example' },
  { author: 'Ada Example' },
  { license: 'MIT', author: { name: 'Ada Example' } },
])('is missing for %j', (manifest) => {
  expect(namedLicence(manifest)).toEqual([]);
});
