import { headers } from 'next/headers';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { checkOrigin } from '@/lib/next/origin';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { stopViewing } from '@/lib/sign-in/session';
import { sessionSecretFromCookieHeader } from '@/lib/sign-in/session-cookie';
import { refusalIn } from '@/lib/wire/faults';

/** Stops viewing, and leads to the page of whom it was; one of the two posts that a view may send. */
export async function POST(): Promise<Response> {
  try {
    await checkOrigin();
    const secret = await sessionSecretFromCookieHeader(runtime().keys, (await headers()).get('cookie'));
    const name = secret === null ? null : await stopViewing(await pageRequestContext(), secret);
    return seeOther(name === null ? url.home() : url.person(name));
  } catch (thrown) {
    if (refusalIn(thrown) === null) throw thrown;
    return seeOther(url.home());
  }
}

const seeOther = (to: string): Response =>
  new Response(null, { status: 303, headers: { Location: to, 'Cache-Control': 'no-store' } });
