import { Gone } from '@/components/ui/gone';
import { parsePermalink, url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { find, names, nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { findRunLocation } from '@/lib/runs/find-run-location';

/** `/r/{id}`: leads to the run wherever it is by now, or says that it was deleted (410). */
export default async function RunPermalink({ params }: { params: Promise<{ permalink: string }> }) {
  const ctx = await signedInCtx();
  const link = parsePermalink((await names(params)).permalink);
  // A run has no revisions.
  const found =
    link === null || link.revision !== null ? nothing() : await find(findRunLocation(ctx, { id: link.id }));
  if (found.value === null)
    return (
      <Gone what="This run" absence={found.absence} back={{ href: url.projects(), label: 'Projects' }} />
    );
  return go(url.run(found.value.project, found.value.run));
}
