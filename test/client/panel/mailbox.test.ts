import { beforeEach, expect, it } from 'vitest';
import { Mailbox } from '../../../client/src/panel/mailbox.ts';

interface Message {
  type: string;
  key?: string;
}

let posted: string[];
let box: Mailbox<Message>;

beforeEach(() => {
  posted = [];
  box = new Mailbox(({ type, key }) => posted.push(key === undefined ? type : `${type} ${key}`));
});

it('what must arrive waits for the page; what need not is not said to nobody', () => {
  box.deliver({ type: 'start', key: 'a' });
  box.post({ type: 'names' });
  expect(posted).toEqual([]);
  box.open();
  box.post({ type: 'names' });
  box.deliver({ type: 'open' });
  expect(posted).toEqual(['start a', 'names', 'open']);
});

it('a page that was thrown away gets nothing: the next one does, once', () => {
  box.open();
  box.close();
  box.deliver({ type: 'open' });
  box.deliver({ type: 'start', key: 'b' });
  expect(posted).toEqual([]);
  box.open();
  box.open();
  expect(posted).toEqual(['open', 'start b']);
});

it('of several keys to start from the newest is', () => {
  for (const key of ['a', 'b']) box.deliver({ type: 'start', key });
  box.open();
  expect(posted).toEqual(['start b']);
});
