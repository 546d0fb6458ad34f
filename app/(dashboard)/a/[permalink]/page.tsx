import { Gone } from '@/components/ui/gone';
import { readArtifactById } from '@/lib/artifacts/read-artifact';
import { parsePermalink, queryText, url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { find, names, nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

/** `/a/{id}` and `/a/{id}@{revision}`: lead to the artifact wherever it is by now, or say that it was deleted (410). */
export default async function Permalink({ params }: { params: Promise<{ permalink: string }> }) {
  const ctx = await signedInCtx();
  const link = parsePermalink((await names(params)).permalink);
  const revision = link?.revision ?? null;
  const found =
    link === null
      ? nothing()
      : await find(readArtifactById(ctx, { id: link.id, ...(revision === null ? {} : { revision }) }));
  if (found.value === null)
    return (
      <Gone what="This artifact" absence={found.absence} back={{ href: url.projects(), label: 'Projects' }} />
    );
  const { project, model, version, identifier } = found.value;
  return go(
    `${url.artifact(project, model, version, identifier)}${queryText({ rev: revision ?? undefined })}`,
  );
}
