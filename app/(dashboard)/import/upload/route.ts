import type { Ctx } from '@/lib/core/ctx';
import type { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { authorizeImport } from '@/lib/mlte/authorize-import';
import { checkOrigin } from '@/lib/next/origin';
import { pageCtx } from '@/lib/next/page-ctx';
import { databaseRoom } from '@/lib/next/short-room';
import { importUpload } from '@/lib/transfer/import-upload';
import { FULL_SECONDS, refusalIn } from '@/lib/wire/faults';

const STATUS: Readonly<Record<DomainError['code'], number>> = {
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 422,
  precondition: 412,
  too_large: 413,
  busy: 503,
};
const PRIVATE = { 'Cache-Control': 'no-store' };

/**
 * Takes an archive and answers where its report is: the file itself as the body from the upload form, or a plain
 * multipart post, which comes back by redirect. Who may not import is refused before the body is read.
 */
export async function POST(request: Request): Promise<Response> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
  try {
    await checkOrigin();
    const to = isForm ? await fromForm(request) : await fromBody(request);
    return isForm ? seeOther(to) : Response.json({ to }, { headers: PRIVATE });
  } catch (thrown) {
    if (thrown instanceof UnreadableForm)
      return Response.json({ detail: thrown.message }, { status: 400, headers: PRIVATE });
    const error = refusalIn(thrown);
    if (error === null) throw thrown;
    if (isForm)
      return seeOther(error.code === 'unauthenticated' ? url.signIn() : url.importProblem(error.code));
    const isFull = error.reason === 'no_room';
    return Response.json(
      { detail: error.message },
      {
        status: isFull ? 507 : STATUS[error.code],
        headers: { ...PRIVATE, ...(isFull && { 'Retry-After': String(FULL_SECONDS) }) },
      },
    );
  }
}

async function fromBody(request: Request): Promise<string> {
  const query = new URL(request.url).searchParams;
  const project = query.get('project') || null;
  const overwrite = query.get('overwrite') === 'on';
  const body = request.body ?? new Blob([]).stream();
  const { staged } = await importUpload(await writingCtx(), {
    project,
    overwrite,
    dryRun: true,
    room: databaseRoom(),
    announced: Number(request.headers.get('content-length') ?? 0),
    body: body as unknown as AsyncIterable<Uint8Array>,
  });
  return reportAddress(staged, project, overwrite);
}

async function fromForm(request: Request): Promise<string> {
  const ctx = await writingCtx();
  // The fields lie behind the file: ask first for the project that everybody has, then for the one that is meant.
  await authorizeImport(ctx, 'default');
  const data = await request.formData().catch((cause: unknown) => {
    throw new UnreadableForm('The body is no multipart form.', { cause });
  });
  const file = data.get('file');
  if (!(file instanceof File) || file.size === 0) return url.importProblem('file');
  const project = String(data.get('project') ?? '') || null;
  const overwrite = data.get('overwrite') !== null;
  const { staged } = await importUpload(ctx, {
    project,
    overwrite,
    dryRun: true,
    room: databaseRoom(),
    body: file,
  });
  return reportAddress(staged, project, overwrite);
}

/** No browser sends such a body: there is nobody to lead back to the form. */
class UnreadableForm extends Error {}

/** Anonymous here is a 401 for the form to tell, not a way to the sign-in page. */
async function writingCtx(): Promise<Ctx> {
  const { lookups: _, ...ctx } = await pageCtx();
  return ctx;
}

function reportAddress(staged: string | null, project: string | null, overwrite: boolean): string {
  return url.importReport(staged ?? '', {
    project: project ?? undefined,
    overwrite: overwrite ? 'on' : undefined,
  });
}

const seeOther = (to: string): Response =>
  new Response(null, { status: 303, headers: { Location: to, ...PRIVATE } });
