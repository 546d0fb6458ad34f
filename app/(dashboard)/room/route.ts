import { pageCtx } from '@/lib/next/page-ctx';
import { minds, shortRoom } from '@/lib/next/short-room';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** How the disk fills up, for the notice in the frame; null while there is enough, and for who does not mind it. */
export async function GET(): Promise<Response> {
  const ctx = await pageCtx();
  if (ctx.actor.kind === 'anonymous')
    return Response.json({ detail: 'Sign in first.' }, { status: 401, headers: PRIVATE });
  return Response.json((await minds(ctx)) ? shortRoom() : null, { headers: PRIVATE });
}
