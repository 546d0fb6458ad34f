import 'server-only';
import { Readable } from 'node:stream';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { refusalIn } from '@/lib/wire/faults';
import { attachment } from './attachment';
import { FormFields } from './fields';
import { checkOrigin } from './origin';
import { pageCtx } from './page-ctx';

/** A file that was permitted, ready to be read once. */
interface Download {
  readonly name: string;
  readonly type: string;
  readonly stream: () => Readable;
}

interface Answers {
  readonly make: (ctx: Ctx, fields: FormFields) => Promise<Download>;
  /** The page that a refusal leads back to, with its code; without one, where signing in leads. */
  readonly back: (sent: Readonly<Record<string, string>>, problem?: string) => string;
}

const PRIVATE = { 'Cache-Control': 'no-store' };

/**
 * Answers a form's post with a file, sent while it is made. A post and no link, so that no other page can start one; a
 * refusal leads back to a page. What fails on the way breaks the download off.
 */
export async function sendDownload(request: Request, { make, back }: Answers): Promise<Response> {
  const data = await request.formData().catch(() => null);
  if (data === null)
    return Response.json({ detail: 'The body is no form.' }, { status: 400, headers: PRIVATE });
  const fields = new FormFields(data);
  try {
    await checkOrigin();
    const { lookups: _, ...ctx } = await pageCtx();
    const { name, type, stream } = await make(ctx, fields);
    return new Response(Readable.toWeb(stream()) as ReadableStream<Uint8Array>, {
      headers: { ...PRIVATE, 'Content-Type': type, 'Content-Disposition': attachment(name) },
    });
  } catch (thrown) {
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    const sent = fields.echo();
    const to = error.code === 'unauthenticated' ? url.signIn(back(sent)) : back(sent, error.code);
    return new Response(null, { status: 303, headers: { ...PRIVATE, Location: to } });
  }
}
