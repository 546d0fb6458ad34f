import { type ServerResponse, STATUS_CODES } from 'node:http';

/** An answer that the gate gives itself: a status and one sentence for the person who reads it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For a program that took a page's address for its door's. */
  readonly isJson?: boolean;
}

export const refusal = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal => ({ status, message, headers });

/** Type and text of a refusal in the dialect of the door that the path belongs to; plain text for pages. */
export function refusalBody(
  path: string,
  { status, message, isJson = false }: Refusal,
): { type: string; text: string } {
  if (/^\/api\/v1(\/|$)/.test(path))
    return {
      type: 'application/problem+json',
      text: JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status] ?? '',
        status,
        detail: message,
      }),
    };
  if (isJson || /^(\/p\/[^/]+)?\/api(\/|$)/.test(path))
    return { type: 'application/json', text: JSON.stringify({ detail: message }) };
  return { type: 'text/plain; charset=utf-8', text: `${message}\n` };
}

/** Answers with a refusal unless an answer has begun. */
export function sendRefusal(response: ServerResponse, path: string, given: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { type, text } = refusalBody(path, given);
  response.writeHead(given.status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...given.headers,
  });
  response.end(text);
}

/** A whole HTTP answer, for sockets on which no request could be read. */
export function rawRefusal(status: number, reason: string, message: string): string {
  const text = JSON.stringify({ detail: message });
  return [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    text,
  ].join('\r\n');
}
