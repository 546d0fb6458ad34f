import type { Metadata } from 'next';
import { Suspense } from 'react';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { EmptyYet } from '@/components/lists/empty';
import { Skeleton } from '@/components/lists/skeleton';
import { ArtifactRows } from '@/components/models/artifact-columns';
import { RunRows } from '@/components/runs/run-columns';
import { LinkButton } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { can } from '@/lib/access/authorize';
import { recentArtifacts } from '@/lib/artifacts/recent-artifacts';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines, storeAddress } from '@/lib/next/paste';
import { whyNot } from '@/lib/next/why-not';
import { recentRuns } from '@/lib/runs/recent-runs';
import { openProject } from './open';
import { ProjectGone } from './project-gone';
import { NoRunsYet } from './runs/no-runs-yet';

interface PageProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).project };
}

export default async function ProjectPage({ params }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.project);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const why = await whyNot(ctx, { operation: 'project', type: 'update', projectId: project.id });
  const mayReadAccess = await can(ctx, {
    operation: 'role_assignment',
    type: 'read',
    projectId: project.id,
  });
  return (
    <>
      <PageHead
        title={project.name}
        under={project.description}
        actions={
          <>
            <HistoryLink ctx={ctx} id={project.id} projectId={project.id} />
            <LinkButton href={url.runs(project.name)}>Runs</LinkButton>
            <LinkButton href={url.models(project.name)}>Models</LinkButton>
            {mayReadAccess && <LinkButton href={url.projectAccess(project.name)}>Access</LinkButton>}
            <ActionLink label="Settings" href={url.projectSettings(project.name)} why={why} />
          </>
        }
      />
      <div className="with-aside [--aside:264px]">
        <div className="min-w-0">
          <Suspense fallback={<Skeleton rows={8} label="Recent runs and artifacts" />}>
            <Recent project={project} />
          </Suspense>
        </div>
        <Facts
          facts={[
            { term: 'Created by', value: project.createdBy },
            { term: 'Created', value: <RelativeTime at={project.createdAt} now={ctx.now} ago /> },
            { term: 'Address for MLTE clients', value: <code>{storeAddress(project.name)}</code> },
          ]}
        />
      </div>
    </>
  );
}

async function Recent({ project }: { project: { readonly id: string; readonly name: string } }) {
  const ctx = await signedInCtx();
  const runs = await recentRuns(ctx, { project: project.name, limit: 10 });
  const artifacts = await recentArtifacts(ctx, { project: project.name, limit: 10 });
  return (
    <div className="flex flex-col gap-8">
      {runs.length === 0 ? (
        <NoRunsYet project={project} />
      ) : (
        <section aria-labelledby="recent-runs">
          <SectionHead id="recent-runs" title="Recent runs" href={url.runs(project.name)} all="All runs" />
          <RunRows label="Recent runs" runs={runs} now={ctx.now} />
        </section>
      )}
      {artifacts.length === 0 ? (
        <EmptyYet title={`No artifacts in ${project.name} yet`}>
          <p className="text-ink-2">
            Cards, suites, evidence, results and reports appear here as they are written.
          </p>
          <Snippet title="Python, mlte 2.3" code={pythonLines(project.name, actorName(ctx.actor))} />
        </EmptyYet>
      ) : (
        <section aria-labelledby="recent">
          <SectionHead
            id="recent"
            title="Recent artifacts"
            href={url.models(project.name)}
            all="All models"
          />
          <ArtifactRows label="Recent artifacts" artifacts={artifacts} now={ctx.now} withPlace />
        </section>
      )}
    </div>
  );
}

interface SectionHeadProps {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly all: string;
}

function SectionHead({ id, title, href, all }: SectionHeadProps) {
  return (
    <div className="mb-1 flex justify-between gap-4">
      <h2 id={id}>{title}</h2>
      <a href={href} className="text-ink-2 hover:text-ink">
        {all} →
      </a>
    </div>
  );
}
