import { type Refusal, refusal } from './refusal';

/** Who answers a path: the gate itself (whether the process lives, whether it can serve), the Hono app, or Next. */
export type Handler = 'health' | 'readiness' | 'api' | 'pages';

/** What machines ask about the server: without credentials, before it is set up, under whatever name. */
export const isProbe = (handler: Handler): handler is 'health' | 'readiness' =>
  handler === 'health' || handler === 'readiness';

export interface Target {
  /** Still percent-encoded; begins with one slash. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly search: string;
  /** From an absolute-form target; it then stands in for the Host header. */
  readonly host: string | null;
  readonly handler: Handler;
}

/**
 * Takes a request target apart, once: origin-form or absolute-form, printable ASCII, sound percent-encoding of
 * sound UTF-8, no NUL, no dot segments. Slashes doubled by a client whose base address ends with one are merged
 * in front of `/api`.
 */
export function readTarget(raw: string): Target | Refusal {
  const absolute = /^https?:\/\/([^/?]*)(.*)$/i.exec(raw);
  const host = absolute?.[1] ?? null;
  const relative = absolute === null ? raw : (absolute[2] ?? '').replace(/^(?=\?|$)/, '/');
  if (!relative.startsWith('/')) return refusal(400, 'The request target must be a path.');
  if (!/^[!-~]*$/.test(relative) || /[\\#]/.test(relative))
    return refusal(400, 'The address holds characters that must be percent-encoded.');
  const mark = relative.indexOf('?');
  const path = (mark < 0 ? relative : relative.slice(0, mark))
    .replace(/^\/+/, '/')
    .replace(/^(\/p\/[^/]+)\/+api(?=\/|$)/, '$1/api');
  const search = mark < 0 ? '' : relative.slice(mark);
  const decoded = decoding(path);
  if (decoded === null || decoding(search) === null)
    return refusal(400, 'The address is not percent-encoded UTF-8.');
  if (decoded.split('/').some((part) => part === '.' || part === '..'))
    return refusal(400, "The address holds a segment '.' or '..'.");
  return { path, search, host, handler: handlerOf(path) };
}

function decoding(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}

function handlerOf(path: string): Handler {
  if (/^(\/api)?\/healthz$/.test(path)) return 'health';
  if (/^(\/api)?\/readyz$/.test(path)) return 'readiness';
  if (/^\/api\/auth(\/|$)/.test(path)) return 'pages';
  return /^(\/p\/[^/]+)?\/api(\/|$)/.test(path) ? 'api' : 'pages';
}

/** Whether a sound path is that of a file, which Next reads from disk and answers with 500 where it is written to. */
export const isFile = (path: string): boolean =>
  /^\/(_next\/.*|[^/]+\.(ico|svg|png|txt|webmanifest|woff2))$/.test(decodeURIComponent(path));
