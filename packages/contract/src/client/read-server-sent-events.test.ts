import { describe, expect, it } from '@jest/globals';
import { readServerSentEvents } from './read-server-sent-events.js';

async function read(...chunks: string[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const events = [];
  for await (const event of readServerSentEvents(body)) events.push(event);
  return events;
}

describe('readServerSentEvents', () => {
  it.each<[string, string[], [string, string][]]>([
    ['one event', ['event: counts\ndata: {}\n\n'], [['counts', '{}']]],
    ['one in pieces', ['event: cou', 'nts\nda', 'ta: {}\n', '\n'], [['counts', '{}']]],
    ['two at once', ['data: 1\n\nevent: b\ndata: 2\n\n'], [['message', '1'], ['b', '2']]], // prettier-ignore
    ['data on several lines', ['data: 1\ndata:2\n\n'], [['message', '1\n2']]],
    ['no comment, id or retry', [': still here\n\nretry: 3000\n\nid: 7\ndata: 1\n\n'], [['message', '1']]],
    ['no half event', ['data: 1\n\ndata: 2\n'], [['message', '1']]],
  ])('reads %s', async (_, chunks, expected) => {
    expect(await read(...chunks)).toEqual(expected.map(([event, data]) => ({ event, data })));
  });
});
