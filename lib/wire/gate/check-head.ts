import type { IncomingMessage } from 'node:http';
import { bareHostProblem } from './bare-host';
import { announcedBodyProblem, hasBody } from './body';
import { originsOf, type PublicAddress } from './hosts';
import { bodyLimit, isUpload, MAX_HEADERS } from './limits';
import { originProblem } from './origin';
import { type Refusal, refusal } from './refusal';
import { isFile, isProbe, type Target } from './target';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Headers that must not come twice: two readers could believe different ones. */
const SINGLE = ['host', 'origin', 'content-type', 'content-length', 'authorization', 'sec-fetch-site'];

/** What the method alone is refused for. Asked before the target, which other methods shape differently. */
export function methodProblem(method: string | undefined): Refusal | null {
  if (METHODS.includes(method ?? '')) return null;
  return refusal(405, 'Method Not Allowed', { Allow: METHODS.join(', ') });
}

/** The origin under which the request came, or why its head is refused. The body has not been looked at. */
export function checkHead(
  request: IncomingMessage,
  target: Target,
  publicAddress: PublicAddress,
): string | Refusal {
  if (request.rawHeaders.length / 2 > MAX_HEADERS)
    return refusal(431, `The request has more than ${MAX_HEADERS} headers.`);
  const { expect } = request.headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue')
    return refusal(417, 'Only Expect: 100-continue is understood.');
  const twice = SINGLE.find((name) => (request.headersDistinct[name]?.length ?? 0) > 1);
  if (twice !== undefined) return refusal(400, `The header ${twice} is there more than once.`);

  const origins = originsOf(target.host ?? request.headers.host ?? '', publicAddress);
  const origin = origins?.[0];
  if (origins === null || origin === undefined) {
    // A health check asks by whatever address it has; there is nothing to see there.
    if (isProbe(target.handler)) return publicAddress.url;
    return refusal(
      421,
      `This server answers at ${publicAddress.url}. Set ASSAY_URL if it has another address.`,
    );
  }
  if (isProbe(target.handler)) return origin;
  const bare = bareHostProblem(request, target, origin);
  if (bare !== null) return bare;
  const foreign = originProblem(request, target.handler, origins);
  if (foreign !== null) return refusal(403, foreign);
  if (target.handler === 'pages' && !READING.has(request.method ?? '') && isFile(target.path))
    return refusal(405, 'A file is only read.', { Allow: 'GET, HEAD' });
  return bodyHeadProblem(request, target) ?? origin;
}

function bodyHeadProblem(request: IncomingMessage, target: Target): Refusal | null {
  if (!hasBody(request)) return null;
  if (target.handler === 'pages' && READING.has(request.method ?? ''))
    return refusal(400, 'A page is read without a body.');
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return refusal(415, `Bodies with Content-Encoding ${encoding.slice(0, 40)} are not taken.`);
  if (isUpload(target.path) && request.headers['content-length'] === undefined)
    return refusal(411, 'An upload must say its Content-Length.');
  return announcedBodyProblem(request, bodyLimit(target.path));
}
