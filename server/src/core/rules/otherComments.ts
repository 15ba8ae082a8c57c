/** `# spacelift:` comments that say nothing: neither what is ignored, nor what the file is. */
import { findDirective, KEYS, type DirectivePair } from '../policy/directive.ts';
import { nearestName } from '../policy/nearestName.ts';
import type { Comment, PolicyModel } from '../syntax/model.ts';
import type { Problem, ProblemFix } from './rule.ts';

/** In the order of the text; comments that ignore something are not among them. */
export function* checkOtherComments(model: PolicyModel): Iterable<Problem<'SL045'>> {
  const read = findDirective(model);
  for (const comment of model.comments) {
    const said = SAID.exec(comment.text);
    if (!said || IGNORE.test(comment.text)) continue;
    if (comment === read?.comment) for (const pair of read.pairs) yield* checkPair(pair);
    else if (PAIRS.test(comment.text)) yield { at: comment, message: 'unread' };
    else yield* checkWord(comment, said);
  }
}

/** Up to its first word. */
const SAID = /^(\s*spacelift(:?)\s*)([\w-]+)/i;

const IGNORE = /^\s*spacelift:\s*ignore(?![\w-])/i;

const PAIRS = /^\s*spacelift:\s*(?:type|engine)=/i;

function* checkPair({ key, at, isKnown, written }: DirectivePair): Iterable<Problem<'SL045'>> {
  if (isKnown) return;
  const nearest = KEYS.includes(key) ? undefined : nearestName(key, KEYS);
  const hint = nearest === undefined ? '' : ` Is \`${nearest}\` meant?`;
  const place = { from: at.from, to: at.from + key.length };
  yield { at, message: 'pair', values: { pair: written, hint }, fixes: replaceWord(nearest, place) };
}

/** Other tools' words for it. */
const SYNONYMS = ['disable', 'suppress', 'skip', 'nolint', 'allow'];

/** A rule's id, or OPA's code. */
const RULE = /^\s+(?:SL[-_]?\d|\w+_error\b)/i;

/** Nothing is said of a sentence that happens to begin with the name. */
function* checkWord(
  comment: Comment,
  [start, before = '', colon, word = '']: RegExpExecArray,
): Iterable<Problem<'SL045'>> {
  const from = comment.from + 1 + before.length;
  const at = { from, to: from + word.length };
  const rest = comment.text.slice(start.length);
  const small = word.toLowerCase();
  if (KEYS.includes(small) && /^\s*=/.test(rest)) {
    yield { at: comment, message: 'pair', values: { pair: `${word}${rest.trimEnd()}`, hint: '' } };
  } else if (RULE.test(rest) && (SYNONYMS.includes(small) || nearestName(small, ['ignore']) !== undefined)) {
    if (colon === '') yield { at: comment, message: 'colon' };
    else yield { at, message: 'word', values: { word }, fixes: replaceWord('ignore', at) };
  }
}

/** Unsafe: a finding may come to be hidden, or the policy be read as another version. */
function replaceWord(meant: string | undefined, span: Problem<'SL045'>['at']): readonly ProblemFix[] {
  if (meant === undefined) return [];
  return [{ title: `Write \`${meant}\``, edits: [{ span, newText: meant }], unsafe: true }];
}
