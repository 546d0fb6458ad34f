import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBegunView } from '@/lib/core/view-began';
import { AWAY_SECONDS, awayPage } from './plain-pages';
import { type Refusal, refusal, sendRefusal } from './refusal';

/** The sentence that programs read. */
export const away = (): Refusal =>
  refusal(503, 'The database does not answer at the moment.', { 'Retry-After': String(AWAY_SECONDS) });

/** Whether a script of an open page asks, which shows what it got itself: a form being sent, or a page to come. */
const isScript = ({ headers }: IncomingMessage): boolean => headers['rsc'] !== undefined || isAction(headers);

/** Whether an open page sends a form: its action answers in the form, which keeps what was typed. */
export const isAction = (headers: IncomingMessage['headers']): boolean =>
  headers['next-action'] !== undefined;

/** Answers a page's request with 503: by a page that tries again by itself, or by a sentence to a script. */
export function sendAway(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (isScript(request) || request.method === 'HEAD' || response.headersSent) {
    sendRefusal(response, path, away());
    return;
  }
  const { text, policy } = awayPage({
    isReading: request.method === 'GET',
    mayBeView: hasBegunView(request.headers.cookie ?? ''),
  });
  for (const name of ['Content-Encoding', 'Transfer-Encoding', 'Set-Cookie', 'Link', 'ETag', 'Location'])
    response.removeHeader(name);
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Retry-After': String(AWAY_SECONDS),
  });
  response.end(text);
}
