import { releaseOf } from '@/app/(dashboard)/stacks/releases';
import { url } from '@/lib/core/urls';
import { attachment } from '@/lib/next/attachment';
import { FormFields } from '@/lib/next/fields';
import { checkOrigin } from '@/lib/next/origin';
import { pageCtx } from '@/lib/next/page-ctx';
import { stackYaml } from '@/lib/stacks/stack-yaml';
import { refusalIn } from '@/lib/wire/faults';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** Sends a stack as a file. A post, since a file with secrets leaves an audit row; a refusal leads back to the page. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ stack: string }> },
): Promise<Response> {
  const { stack } = await params;
  const here = url.part(url.stack(stack), 'yaml');
  const data = await request.formData().catch(() => null);
  if (data === null)
    return Response.json({ detail: 'The body is no form.' }, { status: 400, headers: PRIVATE });
  try {
    await checkOrigin();
    const fields = new FormFields(data);
    const { lookups: _, ...ctx } = await pageCtx();
    const { text } = await stackYaml(ctx, {
      stack,
      release: releaseOf(fields.text('release')),
      withSecrets: fields.checked('secrets'),
    });
    return new Response(text, {
      headers: {
        ...PRIVATE,
        'Content-Type': 'application/yaml; charset=utf-8',
        'Content-Disposition': attachment(`${stack}.yaml`),
      },
    });
  } catch (thrown) {
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    const to =
      error.code === 'unauthenticated'
        ? url.signIn(here)
        : url.part(url.stack(stack), 'yaml', { problem: error.code });
    return new Response(null, { status: 303, headers: { ...PRIVATE, Location: to } });
  }
}
