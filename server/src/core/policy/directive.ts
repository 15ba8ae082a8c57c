/** What a file says about itself: `# spacelift: type=login engine=v1`, in a comment of its own line. */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { PolicyModel } from '../syntax/model.ts';

export interface Directive {
  /** In lower case; `login` is one of many. */
  readonly type?: string;
  readonly engine?: RegoVersion;
  /** What it says besides, or says wrong, as written: `engine=v2`. */
  readonly unknown: readonly string[];
}

/** Of the first such comment. Other things after `spacelift:` (`ignore SL008 …`) are none. */
export function readDirective({ comments }: Pick<PolicyModel, 'comments'>): Directive | undefined {
  for (const { text, ownLine } of comments) {
    const said = ownLine ? /^\s*spacelift:\s*(\w+=.*)$/i.exec(text)?.[1] : undefined;
    if (said !== undefined) return readPairs(said.trim().split(/[\s,]+/));
  }
  return undefined;
}

function readPairs(pairs: readonly string[]): Directive {
  let directive: Directive = { unknown: [] };
  for (const pair of pairs) {
    const [key, value = ''] = pair.toLowerCase().split('=', 2);
    const engine = key === 'engine' ? readEngine(value) : undefined;
    if (key === 'type' && value !== '') directive = { ...directive, type: value };
    else if (engine) directive = { ...directive, engine };
    else directive = { ...directive, unknown: [...directive.unknown, pair] };
  }
  return directive;
}

function readEngine(value: string): RegoVersion | undefined {
  const version = value.replace(/^rego_?/, '');
  return version === 'v0' || version === 'v1' ? version : undefined;
}
