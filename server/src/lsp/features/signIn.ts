/** Our own requests of somebody who signs in: what there is to sign in with, and what is typed. */
import { AccountError } from '../../core/account/accountError.ts';
import { BadInput } from '../../core/badInput.ts';
import {
  READ_ENDPOINT,
  READ_KEY_FILE,
  READ_TOKEN,
  SIGN_IN_OFFERS,
  type Problem,
  type ReadEndpointResult,
  type ReadKeyFileResult,
  type ReadTokenResult,
  type SignInOffers,
  type TypedText,
} from '../../protocol/signIn.ts';
import { guard, guardPlain } from '../answer.ts';
import type { Feature } from '../server.ts';

const FAILED: Problem = { problem: 'It could not be read: see the output "Login Policy".' };

export const signIn: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, host } = server;
    const offers = guardPlain<SignInOffers>(
      server,
      { profiles: [], troubles: ['What this computer has to sign in with could not be read.'] },
      () => host.signInHelp.offers(),
    );
    const read = (method: string, reader: (text: string) => object): void => {
      const handler = guard<unknown, object>(server, FAILED, (params) => orProblem(() => reader(textOf(params))));
      connection.onRequest(method, handler);
    };
    connection.onRequest(SIGN_IN_OFFERS, offers);
    read(READ_ENDPOINT, (text): ReadEndpointResult => ({ endpoint: host.signInHelp.readEndpoint(text) }));
    read(READ_TOKEN, (text): ReadTokenResult => ({ endpoint: host.signInHelp.readToken(text) }));
    read(READ_KEY_FILE, (text): ReadKeyFileResult => host.signInHelp.readKeyFile(text));
  },
};

function textOf(params: unknown): string {
  const { text } = (params ?? {}) as Partial<TypedText>;
  if (typeof text !== 'string') throw new BadInput('There is no text to read.');
  return text;
}

function orProblem<Result>(read: () => Result): Result | Problem {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadInput || error instanceof AccountError) return { problem: error.message };
    throw error;
  }
}
