import type { IncomingMessage } from 'node:http';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Why a request that may change something is not believed to come from our own pages, or null. Asked of every
 * request with a cookie, where a missing or `null` Origin counts as foreign, and of every one to a page that names
 * an origin at all (signing in must not be steered from elsewhere either).
 */
export function originProblem(
  request: IncomingMessage,
  handler: 'api' | 'pages',
  ours: readonly string[],
): string | null {
  if (SAFE.has(request.method ?? '')) return null;
  const hasCookie = request.headers.cookie !== undefined;
  if (!hasCookie && handler === 'api') return null;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    return 'This request comes from another site and was refused.';
  if (origin === undefined)
    return hasCookie ? 'A request with a cookie must name its Origin; it was refused.' : null;
  return ours.includes(origin.toLowerCase())
    ? null
    : `This request comes from ${JSON.stringify(origin.slice(0, 100))}, not from a page of this server, and was refused.`;
}
