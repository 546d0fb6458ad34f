import { url } from '@/lib/core/urls';
import { signOutHere } from '@/lib/next/auth';
import { checkOrigin } from '@/lib/next/origin';
import { FULL_SECONDS, refusalIn } from '@/lib/wire/faults';
import { fullPage } from '@/lib/wire/gate/plain-pages';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** Signs out: ends the session's row, a view with it, and clears the cookie. A plain post, which views may send, too. */
export async function POST(): Promise<Response> {
  try {
    await checkOrigin();
    await signOutHere();
    return new Response(null, { status: 303, headers: { Location: url.signIn(), ...PRIVATE } });
  } catch (thrown) {
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    if (error.reason === 'no_room') {
      const { text, policy } = fullPage(url.home());
      const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
      const again = { 'Retry-After': String(FULL_SECONDS) };
      return new Response(text, { status: 507, headers: { ...headers, ...again, ...PRIVATE } });
    }
    return Response.json(
      { detail: error.message },
      { status: error.code === 'forbidden' ? 403 : 503, headers: PRIVATE },
    );
  }
}
