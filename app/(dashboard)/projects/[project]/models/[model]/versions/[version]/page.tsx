import type { Metadata } from 'next';
import { Suspense } from 'react';
import { openVersion } from '@/app/(dashboard)/_model/open';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { Hallmark } from '@/components/hallmark/hallmark';
import { Skeleton } from '@/components/lists/skeleton';
import { ModelGone } from '@/components/models/model-gone';
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
  const { model, version } = await params;
  return { title: `${version} · ${model}` };
}

export default async function VersionPage({ params, searchParams }: PageProps) {
  const at = await names(params);
  const { ctx, found } = await openVersion(at, null);
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const version = found.value;
  const place = { ...at, version: version.name };
  const requested = { projectId: version.projectId, resourceId: version.modelId } as const;
  const mayEdit = await whyNot(ctx, { ...requested, operation: 'model', type: 'update' });
  const mayDelete = await whyNot(ctx, { ...requested, operation: 'model', type: 'delete' });
  const mayWrite = await whyNot(ctx, { ...requested, operation: 'artifact', type: 'create' });
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
            <HistoryLink ctx={ctx} id={version.id} projectId={version.projectId} />
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
        <ArtifactList at={place} query={await oneEach(searchParams)} />
      </Suspense>
    </>
  );
}
