import type { Metadata } from 'next';
import { Rows } from '@/components/lists/list';
import { Pager } from '@/components/lists/pager';
import { pipelineRunColumns } from '@/components/pipelines/pipeline-run-columns';
import { Rhythm } from '@/components/pipelines/rhythm';
import { RhythmTable } from '@/components/pipelines/rhythm-table';
import { COMPARE_FORM, CompareButton } from '@/components/runs/compare-button';
import { LinkButton } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Gone } from '@/components/ui/gone';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import { whereNow } from '@/lib/next/follow';
import { listStateOf } from '@/lib/next/lists/list-state';
import { find, loadPage, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listPipelineRuns } from '@/lib/pipelines/list-pipeline-runs';
import { readPipeline } from '@/lib/pipelines/read-pipeline';
import { readRhythm } from '@/lib/pipelines/read-rhythm';
import { NewestSteps } from './newest-steps';

interface PageProps {
  readonly params: Promise<{ project: string; pipeline: string }>;
  readonly searchParams: SearchParams;
}

/** Rows of a page: each of them says what changed. */
const RUNS = 30;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const at = await params;
  return { title: `${at.pipeline} · ${at.project}` };
}

export default async function PipelinePage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const at = await names(params);
  const { value: pipeline, absence } = await find(readPipeline(ctx, at), () =>
    whereNow(ctx, at, (now) => url.pipeline(now.project, at.pipeline)),
  );
  if (pipeline === null) {
    const back = { href: url.pipelines(at.project), label: 'Pipelines' };
    return <Gone what={`Pipeline ${at.pipeline}`} absence={absence} back={back} />;
  }
  const here = { project: pipeline.project, pipeline: pipeline.name };
  const list = listStateOf(url.pipeline(here.project, here.pipeline), await oneEach(searchParams), {
    sorts: ['started'],
  });
  const { after } = list.input;
  const asking = { ...here, limit: RUNS, ...(after !== undefined && { after }) };
  const beats = await readRhythm(ctx, here);
  const page = await loadPage(listPipelineRuns(ctx, asking), list.path);
  const newest = page.previous === null ? page.items[0] : undefined;
  return (
    <>
      <PageHead
        title={pipeline.name}
        under={pipeline.docstring}
        actions={
          <>
            <LinkButton href={url.runs(here.project, { pipeline: here.pipeline })}>
              Filter its runs
            </LinkButton>
            {page.items.length > 1 && <CompareButton project={here.project} />}
          </>
        }
      />
      <div className="mb-8 with-aside [--aside:264px]">
        <section aria-labelledby="rhythm" className="min-w-0">
          <h2 id="rhythm" className="mb-1">
            Rhythm
          </h2>
          <Rhythm project={here.project} beats={beats} of={pipeline.runs} />
          <RhythmTable {...here} beats={beats} />
          {newest !== undefined && newest.stepNames.length > 0 && <NewestSteps steps={newest.stepNames} />}
        </section>
        <Facts
          facts={[
            {
              term: 'Newest run',
              value: pipeline.lastRun && <RelativeTime at={pipeline.lastRun.startedAt} now={ctx.now} ago />,
            },
            {
              term: 'First registered',
              value: (
                <>
                  <RelativeTime at={pipeline.createdAt} now={ctx.now} ago /> by {pipeline.createdBy}
                </>
              ),
            },
            {
              term: 'Last changed',
              value: pipeline.updatedAt.getTime() !== pipeline.createdAt.getTime() && (
                <>
                  <RelativeTime at={pipeline.updatedAt} now={ctx.now} ago /> by {pipeline.updatedBy}
                </>
              ),
            },
          ]}
        />
      </div>
      <section aria-labelledby="runs">
        <h2 id="runs" className="mb-1">
          Runs
        </h2>
        <Rows
          label={`Runs of ${pipeline.name}`}
          items={page.items}
          keyOf={({ id }) => id}
          columns={pipelineRunColumns({ now: ctx.now, pickFor: COMPARE_FORM, runs: page.items })}
        />
        <Pager
          shown={page.items.length}
          count={page.count}
          noun={['run', 'runs']}
          nextHref={list.page(page.next)}
          previousHref={list.page(page.previous)}
        />
      </section>
    </>
  );
}
