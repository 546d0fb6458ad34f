/** Characters gathered before they are handed on: few chunks for small items, little memory for large ones. */
const CHUNK = 65_536;
/** Characters up to which an array is sent in one piece, with its length; a list of 100 runs has 160,000. */
const WHOLE = 262_144;

/**
 * A JSON array: whole when it is short, sent while it is read when it is long. What fails before there is an answer has
 * its status; a fault later cuts the answer off, which no client takes for a whole one.
 */
export async function jsonArrayResponse<T>(
  items: AsyncIterable<T>,
  textOf: (item: T) => string,
): Promise<Response> {
  const iterator = items[Symbol.asyncIterator]();
  let before = '[';
  let isOver = false;
  const gather = async (most: number): Promise<string> => {
    let text = '';
    while (!isOver && text.length < most) {
      const { done, value } = await iterator.next();
      if (done === true) {
        isOver = true;
        return `${text}${before === '[' ? '[]' : ']'}`;
      }
      text += before + textOf(value);
      before = ',';
    }
    return text;
  };
  const start = await gather(WHOLE);
  if (isOver) return new TextReply(start);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(start));
    },
    async pull(controller) {
      controller.enqueue(encoder.encode(await gather(CHUNK)));
      if (isOver) controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, { headers: { 'Content-Type': 'application/json' } });
}

/** An answer of one piece of JSON text, which can be read again: see `remembered`. */
export class TextReply extends Response {
  /** What is sent. */
  readonly sent: string;

  constructor(sent: string, status = 200) {
    super(sent, { status, headers: { 'Content-Type': 'application/json' } });
    this.sent = sent;
  }
}
