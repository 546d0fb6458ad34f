import type { IncomingMessage } from 'node:http';
import { url } from '@/lib/core/urls';
import { type Refusal, refusal } from './refusal';
import { isFile, isProbe, type Target } from './target';

/** What is answered instead while the store has no administrator: only `/setup`, health and static files answer. */
export function firstRunAnswer(request: IncomingMessage, target: Target): Refusal | null {
  const { path, handler } = target;
  if (isProbe(handler)) return null;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (
    handler === 'pages' &&
    (path === url.setup() || (reading && (isFile(path) || path.startsWith('/__nextjs'))))
  )
    return null;
  const message = `Assay has no administrator yet: open the set-up link that it printed at start.`;
  if (handler === 'pages' && reading && !path.startsWith('/api/'))
    return refusal(307, message, { Location: url.setup() });
  return refusal(503, message, { 'Retry-After': '30' });
}
