import type { Metadata } from 'next';
import { Suspense } from 'react';
import { openModel } from '@/app/(dashboard)/_model/open';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { Hallmark } from '@/components/hallmark/hallmark';
import { Skeleton } from '@/components/lists/skeleton';
import { ModelGone } from '@/components/models/model-gone';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { names, oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { ModelArtifacts } from './model-artifacts';
import { VersionList } from './version-list';

interface PageProps {
  readonly params: Promise<{ project: string; model: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).model };
}

export default async function ModelPage({ params, searchParams }: PageProps) {
  const at = await names(params);
  const { ctx, found } = await openModel(at, null);
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const model = found.value;
  const place = { project: at.project, model: model.name };
  const required = { operation: 'model', projectId: model.projectId, resourceId: model.id } as const;
  const mayEdit = await whyNot(ctx, { ...required, type: 'update' });
  const mayDelete = await whyNot(ctx, { ...required, type: 'delete' });
  const here = url.model(at.project, model.name);
  return (
    <>
      <PageHead
        title={model.name}
        under={
          <Hallmark
            who={model.createdBy}
            what="model"
            verdict={{ kind: 'none', text: at.project }}
            when={model.createdAt}
          />
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={model.id} projectId={model.projectId} />
            <ActionLink label="Delete" href={url.part(here, 'delete')} why={mayDelete} />
            <ActionLink label="Move" href={url.part(here, 'move')} why={mayDelete} />
            <LinkButton href={url.export(place)}>Export</LinkButton>
            <ActionLink label="Rename" href={url.part(here, 'edit')} why={mayEdit} hotkey="e" />
            <ActionLink
              label="New version"
              href={url.newVersion(at.project, model.name)}
              why={mayEdit}
              look="primary"
              hotkey="c"
            />
          </>
        }
      />
      <div className="flex flex-col gap-8">
        <Suspense fallback={<Skeleton rows={2} label="Cards and suites" />}>
          <ModelArtifacts at={place} />
        </Suspense>
        <Suspense fallback={<Skeleton rows={6} label="Versions" />}>
          <VersionList at={place} query={await oneEach(searchParams)} />
        </Suspense>
      </div>
    </>
  );
}
