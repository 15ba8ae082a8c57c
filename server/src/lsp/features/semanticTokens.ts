/** Semantic tokens: whole, of a range, and as a difference to those given last. */
import {
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensEdit,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { OpenPolicy } from '../../core/features/openPolicy.ts';
import {
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  type TokenModifier,
  type TokenType,
} from '../../core/features/semanticTokens/legend.ts';
import { listTokens, type PlacedToken } from '../../core/features/semanticTokens/semanticTokens.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

const legend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] };
const TYPES = new Map<TokenType, number>(TOKEN_TYPES.map((type, index) => [type, index]));
const BITS = new Map<TokenModifier, number>(TOKEN_MODIFIERS.map((modifier, index) => [modifier, 1 << index]));

export const semanticTokens: Feature = {
  capabilities: () => ({ semanticTokensProvider: { legend, full: { delta: true }, range: true } }),
  register: (server) => {
    const { semanticTokens: requests } = server.connection.languages;
    const given = new Map<string, Given>();
    let count = 0;
    const give = (uri: string, policy: OpenPolicy): Given => {
      const tokens = { resultId: String(++count), data: encode(listTokens(policy)) };
      given.set(uri, tokens);
      return tokens;
    };
    server.policies.onClosed((uri) => given.delete(uri));
    requests.on(
      guardOrNone<SemanticTokensParams, SemanticTokens>(server, (policy, { textDocument: { uri } }) =>
        give(uri, policy),
      ),
    );
    requests.onDelta(
      guardOrNone<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
        server,
        (policy, { textDocument: { uri }, previousResultId }) => {
          const before = given.get(uri);
          const now = give(uri, policy);
          if (before?.resultId !== previousResultId) return now;
          return { resultId: now.resultId, edits: diff(before.data, now.data) };
        },
      ),
    );
    requests.onRange(
      guardOrNone<SemanticTokensRangeParams, SemanticTokens>(server, (policy, { range }) => ({
        data: encode(listTokens(policy, range)),
      })),
    );
  },
};

/** What was given last for a document. */
interface Given {
  readonly resultId: string;
  readonly data: number[];
}

/** Clients take no null here. */
function guardOrNone<Params extends { textDocument: { uri: string } }, Result>(
  ...[server, look]: Parameters<typeof guardPolicy<Params, Result>>
): (...args: Parameters<ReturnType<typeof guardPolicy<Params, Result>>>) => Promise<Result | { data: number[] }> {
  const handle = guardPolicy<Params, Result>(server, look);
  return async (...args) => (await handle(...args)) ?? { data: [] };
}

function encode(tokens: readonly PlacedToken[]): number[] {
  const builder = new SemanticTokensBuilder();
  for (const { line, character, length, kind } of tokens) {
    const modifiers = kind.modifiers.reduce((bits, modifier) => bits | (BITS.get(modifier) ?? 0), 0);
    builder.push(line, character, length, TYPES.get(kind.type) ?? 0, modifiers);
  }
  return builder.build().data;
}

/** One edit from the first number that differs to the last; none where all are the same. */
function diff(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const deleteCount = before.length - same - start;
  const data = now.slice(start, now.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
