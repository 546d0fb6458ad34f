import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives every page its content security policy with a fresh nonce, and tells it its own address. Decides nothing
 * about permission: verbs do.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-assay-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const evaluating = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluating}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Not the doors, which set headers of their own, not static files, and not the upload of an import: Next would keep
 * a copy of the whole body for what runs here.
 */
export const config = {
  matcher: ['/((?!api/|p/[^/]+/api/|import/upload|_next/static/|favicon.ico|icon.svg).*)'],
};
