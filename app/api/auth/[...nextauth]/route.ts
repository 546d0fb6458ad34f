import type { NextRequest } from 'next/server';
import { handlers } from '@/lib/next/auth';

/**
 * next-auth's own addresses: CSRF token, session's end, sign-in by other means than our form. The same rules hold for
 * all of them. What a client garbles is the client's fault: next-auth answers some of that with a 500.
 */
async function answer(request: NextRequest, handle: (request: NextRequest) => Promise<Response>) {
  const given = await handle(request).catch(() => null);
  if (given !== null && given.status < 500) return given;
  return Response.json(
    { detail: 'This sign-in request cannot be understood.' },
    { status: 400, headers: { 'Cache-Control': 'no-store' } },
  );
}

export const GET = (request: NextRequest): Promise<Response> => answer(request, handlers.GET);
export const POST = (request: NextRequest): Promise<Response> => answer(request, handlers.POST);
