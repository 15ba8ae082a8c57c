/** What a browser sees: a few of Spacelift's addresses, each a line of text. */
import { plainText, type Answer } from './answer.ts';

const PAGES: readonly (readonly [path: RegExp, text: string])[] = [
  [/^\/$/, 'This is the demo account of Spacelift Login Policies: made up, on this machine, and gone when it ends.'],
  [
    /^\/apikeytoken$/,
    'Here Spacelift exchanges an API key for a session in the browser. The demo account has no pages.',
  ],
  [/^\/policy\/[^/]+$/, 'Here Spacelift shows a policy. The demo account has no pages.'],
];

export function showPage(method: string, path: string): Answer {
  const [, text] = PAGES.find(([pattern]) => pattern.test(path)) ?? [];
  if (text === undefined) return plainText(404, 'There is no such page in the demo account.');
  if (method !== 'GET' && method !== 'HEAD') return plainText(405, 'Pages are for GET.');
  return plainText(200, method === 'HEAD' ? '' : text);
}
