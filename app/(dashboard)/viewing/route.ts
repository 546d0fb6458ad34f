import { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { FormFields } from '@/lib/next/fields';
import { checkOrigin } from '@/lib/next/origin';
import { pageCtx } from '@/lib/next/page-ctx';
import { mayViewHere, viewBeganCookie } from '@/lib/next/view';
import { viewAs } from '@/lib/viewing/view-as';
import { refusalIn } from '@/lib/wire/faults';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** Begins to view the store as somebody. A plain post, so that the browser draws everything anew. */
export async function POST(request: Request): Promise<Response> {
  const data = await request.formData().catch(() => null);
  if (data === null)
    return Response.json({ detail: 'The body is no form.' }, { status: 400, headers: PRIVATE });
  const sent = data.get('user');
  const back = url.part(url.person(typeof sent === 'string' ? sent : ''), 'view');
  try {
    await checkOrigin();
    if (!(await mayViewHere())) throw new DomainError('forbidden', 'Views begin behind the gate alone.');
    const { lookups: _, ...ctx } = await pageCtx();
    await viewAs(ctx, { user: new FormFields(data).text('user') });
    return seeOther(url.home(), { 'Set-Cookie': viewBeganCookie() });
  } catch (thrown) {
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    return seeOther(error.code === 'unauthenticated' ? url.signIn(back) : `${back}?problem=${error.code}`);
  }
}

const seeOther = (to: string, more: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 303, headers: { Location: to, ...PRIVATE, ...more } });
