import 'server-only';
import { headerOf } from '@/lib/artifacts/complete-body';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { type DomainError, isDomainError } from '@/lib/core/domain-error';
import { attachment } from '@/lib/next/attachment';
import { oneEach } from '@/lib/next/load';
import { pageCtx } from '@/lib/next/page-ctx';
import { type ArtifactParams, revisionOf } from './address';

const STATUS: Partial<Record<DomainError['code'], number>> = { unauthenticated: 401, forbidden: 403 };

/** The artifact as a file: header and body, the body character for character as it is stored. */
export async function downloadArtifact(
  request: Request,
  { params }: { params: ArtifactParams },
): Promise<Response> {
  const given = await params;
  const at = { ...given, version: given.version ?? null };
  const query = await oneEach(Promise.resolve(Object.fromEntries(new URL(request.url).searchParams)));
  const revision = revisionOf(query['rev']);
  try {
    const artifact = await readArtifact(await pageCtx(), {
      ...at,
      ...(revision === undefined ? {} : { revision }),
    });
    const { model, version, identifier } = artifact;
    const name = [model, version, identifier, `r${artifact.revision.revision}`].filter(Boolean).join(' ');
    return new Response(`{"header":${JSON.stringify(headerOf(artifact))},"body":${artifact.body}}\n`, {
      headers: {
        'Content-Type': 'application/json',
        'Content-Disposition': attachment(`${name}.json`),
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const status = error.gone === null ? (STATUS[error.code] ?? 404) : 410;
    return Response.json({ detail: error.message }, { status, headers: { 'Cache-Control': 'no-store' } });
  }
}
