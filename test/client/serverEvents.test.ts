/** Several hear the same notification, each as long as it wants to. */
import { expect, it } from 'vitest';
import { listen, type Notified } from '../../client/src/serverEvents.ts';

/** As the language client has it: the last listener of a method is the only one. */
class FakeClient implements Notified {
  readonly #listeners = new Map<string, (params: unknown) => void>();

  onNotification(method: string, listener: (params: unknown) => void): { dispose: () => void } {
    this.#listeners.set(method, listener);
    return { dispose: () => this.#listeners.delete(method) };
  }

  tell(method: string, params: unknown): void {
    this.#listeners.get(method)?.(params);
  }
}

it('is heard by all, each of its own method and client, until it has had enough', () => {
  const [client, other] = [new FakeClient(), new FakeClient()];
  const heard: string[] = [];
  const first = listen(client, 'a', (number: number) => heard.push(`first ${number}`));
  listen(client, 'a', (number: number) => {
    heard.push(`second ${number}`);
    first.dispose();
  });
  listen(client, 'b', (number: number) => heard.push(`b ${number}`));
  listen(other, 'a', (number: number) => heard.push(`other ${number}`));
  client.tell('a', 1);
  client.tell('a', 2);
  client.tell('b', 3);
  other.tell('a', 4);
  expect(heard).toEqual(['first 1', 'second 1', 'second 2', 'b 3', 'other 4']);
});
