import { url } from '@/lib/core/urls';
import { signOutHere } from '@/lib/next/auth';
import { checkOrigin } from '@/lib/next/origin';
import { refusalIn } from '@/lib/wire/faults';

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
    return Response.json(
      { detail: error.message },
      { status: error.code === 'forbidden' ? 403 : 503, headers: PRIVATE },
    );
  }
}
