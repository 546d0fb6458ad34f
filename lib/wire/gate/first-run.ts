import type { IncomingMessage } from 'node:http';
import { url } from '@/lib/core/urls';
import { type Refusal, refusal } from './refusal';
import { isProbe, type Target } from './target';

/** Files that the set-up page itself needs. */
const STATIC = /^\/(_next\/.*|__nextjs.*|[^/]+\.(ico|svg|png|txt|webmanifest|woff2))$/;

/** What is answered instead while the store has no administrator: only `/setup`, health and static files answer. */
export function firstRunAnswer(request: IncomingMessage, target: Target): Refusal | null {
  const { path, handler } = target;
  if (isProbe(handler)) return null;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (handler === 'pages' && (path === url.setup() || (reading && STATIC.test(path)))) return null;
  const message = `Assay has no administrator yet: open the set-up link that it printed at start.`;
  if (handler === 'pages' && reading && !path.startsWith('/api/'))
    return refusal(307, message, { Location: url.setup() });
  return refusal(503, message, { 'Retry-After': '30' });
}
