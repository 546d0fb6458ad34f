import { Readable } from 'node:stream';
import { url } from '@/lib/core/urls';
import { attachment } from '@/lib/next/attachment';
import { Fields } from '@/lib/next/fields';
import { checkOrigin } from '@/lib/next/origin';
import { pageCtx } from '@/lib/next/page-ctx';
import { EXPORT_FORMATS, exportStore } from '@/lib/transfer/export-store';
import { exportZen, ZEN_FORMATS } from '@/lib/transfer/export-zen';
import { refusalIn } from '@/lib/wire/faults';

const PRIVATE = { 'Cache-Control': 'no-store' };

/**
 * Sends an export while it is made. A post and no link, so that no other page can start one; a refusal leads back to
 * the form, which says why. What fails on the way breaks the download off.
 */
export async function POST(request: Request): Promise<Response> {
  const data = await request.formData().catch(() => null);
  if (data === null)
    return Response.json({ detail: 'The body is no form.' }, { status: 400, headers: PRIVATE });
  const fields = new Fields(data);
  const choice = { project: fields.text('project'), model: fields.text('model') };
  const asked = fields.text('format');
  const zen = ZEN_FORMATS.find((each) => each === asked);
  const format = EXPORT_FORMATS.find((each) => each === asked) ?? 'zip';
  try {
    await checkOrigin();
    const { lookups: _, ...ctx } = await pageCtx();
    const made =
      zen === undefined
        ? await exportStore(ctx, { ...choice, withPasswords: fields.checked('passwords') }, format)
        : await exportZen(ctx, { project: choice.project, withSecrets: fields.checked('secrets') }, zen);
    return new Response(Readable.toWeb(made.stream()) as ReadableStream<Uint8Array>, {
      headers: { ...PRIVATE, 'Content-Type': made.type, 'Content-Disposition': attachment(made.name) },
    });
  } catch (thrown) {
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    const to =
      error.code === 'unauthenticated'
        ? url.signIn(url.export(choice))
        : url.export({ ...choice, format: zen ?? format, problem: error.code });
    return new Response(null, { status: 303, headers: { ...PRIVATE, Location: to } });
  }
}
