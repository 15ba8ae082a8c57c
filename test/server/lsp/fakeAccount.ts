import { AccountError } from '../../../server/src/core/account/accountError.ts';
import type { SignedInAccount } from '../../../server/src/core/ports.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';

/** An account whose answers a test gives when it wants to. */
export class FakeAccount implements SignedInAccount {
  readonly endpoint = 'https://acme.app.spacelift.io';
  readonly from: string;
  readonly saved: AccountSnapshot | undefined;
  readonly log: string[] = [];
  #answers: ((answer: AccountSnapshot | AccountError) => void)[] = [];
  #waiting: (() => void)[] = [];

  constructor(saved: AccountSnapshot | undefined, from = 'SPACELIFT_API_KEY_ID') {
    this.saved = saved;
    this.from = from;
  }

  cached(): Promise<AccountSnapshot | undefined> {
    return Promise.resolve(this.saved);
  }

  async refresh(): Promise<AccountSnapshot> {
    this.log.push('refresh');
    const answer = await new Promise<AccountSnapshot | AccountError>((resolve) => {
      this.#answers.push(resolve);
      for (const tell of this.#waiting.splice(0)) tell();
    });
    if (answer instanceof AccountError) throw answer;
    return answer;
  }

  /** Answers the refresh that is under way, or the next one. */
  async answer(answer: AccountSnapshot | AccountError): Promise<void> {
    while (this.#answers.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    for (const give of this.#answers.splice(0)) give(answer);
  }

  simulate(): Promise<{ answer: string; notes: string[] }> {
    this.log.push('simulate');
    return Promise.resolve({ answer: '{"access_level":"deny"}', notes: ['as told'] });
  }

  close(): Promise<void> {
    this.log.push('close');
    return Promise.resolve();
  }
}
