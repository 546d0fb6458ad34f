import type { ServerResponse } from 'node:http';
import type { Handler } from './target';

/**
 * Headers of every answer. Pages get their full Content-Security-Policy, with a nonce, from Next's proxy; what
 * stands here is a subset of it that also holds for answers which never reach Next.
 */
export function setSecurityHeaders(response: ServerResponse, handler: Handler, https: boolean): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Not `no-referrer`: with it browsers send `Origin: null` from our own forms.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  if (https) response.setHeader('Strict-Transport-Security', 'max-age=63072000');
  if (handler === 'pages') {
    response.setHeader(
      'Content-Security-Policy',
      "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    return;
  }
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
}
