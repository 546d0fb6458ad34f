import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from './log';
import { rawRefusal } from './refusal';

type Answer = readonly [status: number, reason: string, message: string];

const UNREADABLE: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers are larger than 16 KB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.'],
};
/** Milliseconds that a client may take to read such an answer. */
const LINGER = 2_000;

/** Answers what Node's parser could not read: 400, 408 or 431, never silence. */
export function refuseUnreadable(log: Logger): (error: NodeJS.ErrnoException, socket: Duplex) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const answer = UNREADABLE[error.code ?? ''] ?? [400, 'Bad Request', 'This is not a sound HTTP request.'];
    refuse(log, socket, answer, { code: error.code });
  };
}

/** CONNECT makes a socket of its own, which no limit of the server holds for any more. */
export function refuseTunnel(log: Logger): (request: IncomingMessage, socket: Duplex) => void {
  return (_request, socket) =>
    refuse(log, socket, [405, 'Method Not Allowed', 'Method Not Allowed'], { method: 'CONNECT' });
}

function refuse(log: Logger, socket: Duplex, answer: Answer, what: Readonly<Record<string, unknown>>): void {
  const from = 'remoteAddress' in socket ? socket.remoteAddress : undefined;
  log.info({ ...what, status: answer[0], from }, 'request');
  // Nothing that it still does is of interest.
  socket.on('error', () => {});
  socket.end(rawRefusal(...answer), () => socket.destroy());
  setTimeout(() => socket.destroy(), LINGER).unref();
}
