/** Reads what a server answers, and says in words where it is not what Spacelift would answer. */
import type { Response } from 'undici';
import * as z from 'zod';
import { AccountError } from '../../core/account/accountError.ts';

/** The text of a body. @throws {AccountError} `notSpacelift` past the limit; whatever the connection throws */
export async function readBody(response: Response, limitBytes: number, host: string): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A body is bytes.');
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > limitBytes) throw tooLarge(host, limitBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(host: string, limitBytes: number): AccountError {
  const megabytes = Math.round(limitBytes / 1024 / 1024);
  const limit = megabytes > 0 ? `${megabytes} MiB` : `${limitBytes} bytes`;
  return new AccountError(
    'notSpacelift',
    `The answer of ${host} is larger than ${limit}, and was not read to its end.`,
  );
}

/** As proxies and wrong addresses answer. */
export function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}

const graphqlAnswer = z.union([
  z.looseObject({ data: z.looseObject({}).nullish(), errors: z.array(z.looseObject({ message: z.string() })).min(1) }),
  z.looseObject({ data: z.looseObject({}) }),
]);

/** @throws {AccountError} `notSpacelift`: the text is no answer of GraphQL */
export function checkIsGraphql(text: string, status: number, host: string): void {
  const not = (words: string): AccountError => new AccountError('notSpacelift', words);
  const withStatus = status === 200 ? '' : ` (${status})`;
  if (text.trim() === '') throw not(`${host} gave an empty answer${withStatus}.`);
  if (isWebPage(text)) {
    throw not(
      `${host} answered with a web page${withStatus} instead of data. Is it the address of a Spacelift account? ` +
        'The sign-in page of a proxy or a VPN may be in between.',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const what = /^\s*[{[]/.test(text) ? 'an answer that breaks off or is damaged' : 'something that is not JSON';
    throw not(`${host} gave ${what}${withStatus}.`);
  }
  if (!graphqlAnswer.safeParse(value).success) {
    throw not(`${host} answers, but not as Spacelift does${withStatus}. Is it the address of a Spacelift account?`);
  }
}
