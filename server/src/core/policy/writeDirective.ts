/** Making a file say what it is: `# spacelift: type=login engine=v1`, as `directive.ts` reads it. */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import { findDirective } from './directive.ts';

export interface DirectiveEdit extends Span {
  readonly text: string;
  /** The file has such a comment, which is changed. */
  readonly isThere: boolean;
}

/**
 * What a comment says besides stays as it is, also what means nothing. A file that has none gets one as its first line.
 * @param kind the engine of a login policy; `off`: it is none
 */
export function writeDirective(
  model: Pick<PolicyModel, 'comments' | 'text'>,
  kind: RegoVersion | 'off',
): DirectiveEdit {
  const said = kind === 'off' ? ['type=other'] : ['type=login', `engine=${kind}`];
  const found = findDirective(model);
  if (found) {
    const besides = found.pairs.filter(({ key, isKnown }) => !isKnown || (kind === 'off' && key !== 'type'));
    const text = ['# spacelift:', ...said, ...besides.map(({ written }) => written)].join(' ');
    return { from: found.comment.from, to: found.comment.to, text, isThere: true };
  }
  const start = model.text.startsWith('\uFEFF') ? 1 : 0;
  const ending = /\r\n|\r|\n/.exec(model.text)?.[0] ?? '\n';
  return { from: start, to: start, text: `# spacelift: ${said.join(' ')}${ending}`, isThere: false };
}
