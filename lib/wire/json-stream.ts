/** Characters gathered before they are handed on: few chunks for small items, little memory for large ones. */
const CHUNK = 65_536;

/**
 * A JSON array sent while it is read. The first item is awaited before there is an answer, so that refusals still
 * have their status; a fault later cuts the answer off, which no client takes for a whole one.
 */
export async function jsonArrayResponse<T>(
  items: AsyncIterable<T>,
  textOf: (item: T) => string,
): Promise<Response> {
  const iterator = items[Symbol.asyncIterator]();
  let result = await iterator.next();
  let before = '[';
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = '';
      while (!result.done && text.length < CHUNK) {
        text += before + textOf(result.value);
        before = ',';
        result = await iterator.next();
      }
      if (result.done) text += before === '[' ? '[]' : ']';
      controller.enqueue(encoder.encode(text));
      if (result.done) controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, { headers: { 'Content-Type': 'application/json' } });
}

/** JSON text that was made by splicing, as it is. */
export function jsonTextResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'application/json' } });
}
