import type { ServerResponse } from 'node:http';

type Call = (...given: unknown[]) => unknown;

/**
 * Has `instead` answer in the place of a fault (5xx) that whoever writes to the response has come to, if `applies` says
 * so when the head is about to be sent; what they write after it goes nowhere.
 */
export function insteadOfFault(response: ServerResponse, applies: () => boolean, instead: () => void): void {
  const { writeHead, write, end } = response as unknown as Record<'writeHead' | 'write' | 'end', Call>;
  let isReplaced = false;
  const replaces = (status: unknown): boolean => {
    if (isReplaced) return true;
    if (response.headersSent || Number(status) < 500 || !applies()) return false;
    isReplaced = true;
    Object.assign(response, { writeHead, write, end });
    instead();
    Object.assign(response, { writeHead: () => response, write: swallow(true), end: swallow(response) });
    return true;
  };
  const ours: Record<'writeHead' | 'write' | 'end', Call> = {
    writeHead: (status, ...rest) => (replaces(status) ? response : writeHead.call(response, status, ...rest)),
    write: (...given) =>
      replaces(response.statusCode) ? swallow(true)(...given) : write.apply(response, given),
    end: (...given) =>
      replaces(response.statusCode) ? swallow(response)(...given) : end.apply(response, given),
  };
  Object.assign(response, ours);
}

/** Gives a fault (500) that whoever writes to the response has come to another status, if `applies` says so by then. */
export function nameFault(response: ServerResponse, applies: () => boolean, status: number): void {
  const { writeHead } = response as unknown as Record<'writeHead', Call>;
  const ours: Call = (given, ...rest) =>
    writeHead.call(response, given === 500 && applies() ? status : given, ...rest);
  Object.assign(response, { writeHead: ours });
}

/** Takes what is written, and says that it was. */
function swallow(answer: unknown): Call {
  return (...given) => {
    const written = given.at(-1);
    if (typeof written === 'function') queueMicrotask(() => written());
    return answer;
  };
}
