import type { Metadata } from 'next';
import { Suspense } from 'react';
import { openVersion } from '@/app/(house)/_model/open';
import { Hallmark } from '@/components/hallmark/hallmark';
import { Skeleton } from '@/components/lists/skeleton';
import { ModelGone } from '@/components/models/model-gone';
import { ActionLink } from '@/components/ui/action-link';
import { PageHead } from '@/components/ui/page-head';
import { queryText, url } from '@/lib/core/urls';
import { names, oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { ArtifactList } from './artifact-list';

interface PageProps {
  readonly params: Promise<{ project: string; model: string; version: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { model, version } = await names(params);
  return { title: `${version} · ${model}` };
}

export default async function VersionPage({ params, searchParams }: PageProps) {
  const at = await names(params);
  const { ctx, found } = await openVersion(at, null);
  if (found.value === null) return <ModelGone at={at} gone={found.gone} />;
  const version = found.value;
  const place = { ...at, version: version.name };
  const asked = { projectId: version.projectId, resourceId: version.modelId } as const;
  const [mayEdit, mayDelete, mayWrite] = [
    await whyNot(ctx, { ...asked, operation: 'model', type: 'update' }),
    await whyNot(ctx, { ...asked, operation: 'model', type: 'delete' }),
    await whyNot(ctx, { ...asked, operation: 'artifact', type: 'create' }),
  ];
  const here = url.version(at.project, at.model, version.name);
  return (
    <>
      <PageHead
        title={
          <>
            {version.name} <span className="text-ink-3">of {at.model}</span>
          </>
        }
        under={
          <Hallmark
            who={version.createdBy}
            what="version"
            verdict={{ kind: 'none', text: at.model }}
            when={version.createdAt}
          />
        }
        actions={
          <>
            <ActionLink label="Delete" href={url.part(here, 'delete')} why={mayDelete} />
            <ActionLink label="Rename" href={url.part(here, 'edit')} why={mayEdit} hotkey="e" />
            <ActionLink
              label="Compose report"
              href={`${url.newArtifact(at.project, at.model, version.name)}${queryText({ type: 'report' })}`}
              why={mayWrite}
            />
            <ActionLink
              label="New artifact"
              href={url.newArtifact(at.project, at.model, version.name)}
              why={mayWrite}
              look="primary"
              hotkey="c"
            />
          </>
        }
      />
      <Suspense fallback={<Skeleton rows={8} label="Artifacts" />}>
        <ArtifactList at={place} asked={await oneEach(searchParams)} />
      </Suspense>
    </>
  );
}
