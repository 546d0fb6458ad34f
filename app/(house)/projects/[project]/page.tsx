import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EmptyYet } from '@/components/lists/empty';
import { Skeleton } from '@/components/lists/skeleton';
import { ArtifactRows } from '@/components/models/artifact-columns';
import { ActionLink } from '@/components/ui/action-link';
import { LinkButton } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Gone } from '@/components/ui/gone';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { readProject } from '@/lib/access/read-project';
import { recentArtifacts } from '@/lib/artifacts/recent-artifacts';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { whereNow } from '@/lib/next/follow';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines, storeAddress } from '@/lib/next/paste';
import { whyNot } from '@/lib/next/why-not';

interface PageProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await names(params)).project };
}

export default async function ProjectPage({ params }: PageProps) {
  const [ctx, at] = [await signedInCtx(), await names(params)];
  const { value: project, gone } = await find(readProject(ctx, at), () =>
    whereNow(ctx, at, (now) => url.project(now.project)),
  );
  if (project === null)
    return (
      <Gone what={`Project ${at.project}`} gone={gone} back={{ href: url.projects(), label: 'Projects' }} />
    );
  const why = await whyNot(ctx, { operation: 'project', type: 'update', projectId: project.id });
  return (
    <>
      <PageHead
        title={project.name}
        under={project.description}
        actions={
          <>
            <LinkButton href={url.models(project.name)}>Models</LinkButton>
            <ActionLink label="Settings" href={url.projectSettings(project.name)} why={why} />
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_264px]">
        <section aria-labelledby="recent" className="min-w-0">
          <h2 id="recent" className="mb-1">
            Written last
          </h2>
          <Suspense fallback={<Skeleton rows={8} label="Recent artifacts" />}>
            <Recent project={project.name} />
          </Suspense>
        </section>
        <Facts
          facts={[
            { term: 'Made by', value: project.createdBy },
            { term: 'Made', value: <RelativeTime at={project.createdAt} now={ctx.now} ago /> },
            { term: 'Address for MLTE clients', value: <code>{storeAddress(project.name)}</code> },
          ]}
        />
      </div>
    </>
  );
}

async function Recent({ project }: { project: string }) {
  const ctx = await signedInCtx();
  const artifacts = await recentArtifacts(ctx, { project, limit: 20 });
  if (artifacts.length === 0)
    return (
      <EmptyYet title={`No artifacts in ${project} yet`}>
        <p className="text-ink-2">
          Cards, suites, evidence, results and reports appear here as they are written.
        </p>
        <Snippet title="Python, mlte 2.3" code={pythonLines(project, actorName(ctx.actor))} />
      </EmptyYet>
    );
  return <ArtifactRows label="Artifacts written last" artifacts={artifacts} now={ctx.now} withPlace />;
}
