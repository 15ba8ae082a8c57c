/** What is said to a page that VS Code throws away while it is hidden, and loads anew when it is shown. */

/** What is posted to a page that is not there is lost: what must arrive waits until the next one hears. */
export class Mailbox<Message> {
  readonly #post: (message: Message) => void;
  #isHeard = false;
  #waiting: Message[] = [];

  constructor(post: (message: Message) => void) {
    this.#post = post;
  }

  /** The page has said that it hears. */
  open(): void {
    this.#isHeard = true;
    for (const message of this.#waiting.splice(0)) this.#post(message);
  }

  /** The page is gone: there will be another, or none. */
  close(): void {
    this.#isHeard = false;
  }

  /** Where nobody hears, it is lost. */
  post(message: Message): void {
    if (this.#isHeard) this.#post(message);
  }

  /** Now, or as soon as a page hears; of several of one type that wait, the newest. */
  deliver(message: Message & { type: string }): void {
    if (this.#isHeard) {
      this.#post(message);
      return;
    }
    const isOther = (waiting: Message): boolean => (waiting as { type?: string }).type !== message.type;
    this.#waiting = [...this.#waiting.filter(isOther), message];
  }
}
