import { hasYear } from '../../builtins/layout.ts';
import { plainLayout, readLayout, writeByLayout } from '../../builtins/goLayout.ts';
import { code, list, paragraphs } from './markdown.ts';

/** 2026-11-03T16:07:05.012345678Z, a Tuesday: no two parts of it are alike, or those of the reference time. */
const EXAMPLE = 1_793_722_025_012_345_678n;

/** A layout of dates and times. `use`: `time.parse_ns` reads by it, `time.format` writes. Markdown. */
export function describeLayout(layout: string, use: 'reads' | 'writes'): string {
  const plain = plainLayout(layout);
  const parts = readLayout(plain);
  const told = parts.flatMap(({ written, means }) => (means === undefined ? [] : [`${code(written)} ${means}`]));
  const name = plain === layout ? undefined : `OPA's name for ${code(plain)}`;
  if (told.length === 0) {
    const nothing = `Nothing in it stands for a part of a time: a layout is the reference time ${code('2006-01-02 15:04:05')}, written as the text is to look.`;
    return paragraphs(`${code(layout)} · layout of a time`, nothing);
  }
  const noYear = use === 'reads' && !hasYear(layout);
  return paragraphs(
    `${code(layout)} · layout of a time`,
    name,
    `${use === 'reads' ? 'Reads' : 'Writes'} for example ${code(writeByLayout(parts, EXAMPLE))}`,
    list([...new Set(told)]),
    noYear
      ? '**Without a year nothing can be read**: the year 0 is before what nanoseconds in 64 bits hold.'
      : undefined,
  );
}
