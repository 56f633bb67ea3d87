/** One server-sent event as it arrived. */
export interface ServerSentEvent {
  event: string;
  data: string;
}

/** The events of a text/event-stream as they arrive; comments, ids and retries are left out. */
export async function* readServerSentEvents(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    // Who stops reading wants no more; after the end it changes nothing.
    await reader.cancel().catch(() => undefined);
  }
}

function parseEvent(block: string): ServerSentEvent | undefined {
  const values = (name: string): string[] =>
    block.split('\n').flatMap((line) => {
      const [, value] = line.startsWith(`${name}:`) ? [name, line.slice(name.length + 1)] : [];
      return value === undefined ? [] : [value.replace(/^ /, '')];
    });
  const data = values('data');
  return data.length === 0
    ? undefined
    : { event: values('event').at(-1) ?? 'message', data: data.join('\n') };
}
