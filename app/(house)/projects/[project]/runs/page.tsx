import type { Metadata } from 'next';
import { NoMatch } from '@/components/lists/empty';
import { Rows } from '@/components/lists/list';
import { Pager } from '@/components/lists/pager';
import { COMPARE_FORM, CompareButton } from '@/components/runs/compare-button';
import { runColumns } from '@/components/runs/run-columns';
import { RunFilterBar } from '@/components/runs/run-filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { askedRuns } from '@/lib/next/asked-runs';
import { loadPage, names, oneEach, type SearchParams } from '@/lib/next/load';
import { listRuns } from '@/lib/runs/list-runs';
import { openProject } from '../open';
import { ProjectGone } from '../project-gone';
import { NoRunsYet } from './no-runs-yet';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Runs · ${(await names(params)).project}` };
}

export default async function RunsPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.runs);
  if (found.value === null) return <ProjectGone name={sought} gone={found.gone} />;
  const project = found.value;
  const asked = askedRuns(project.name, await oneEach(searchParams));
  const { list } = asked;
  const page = await loadPage(listRuns(ctx, { project: project.name, ...asked.input }), list.path);
  const hasNone = page.items.length === 0;
  const [hasNoneYet, noun] = [hasNone && !list.isFiltered, ['run', 'runs'] as const];
  return (
    <>
      <PageHead title="Runs" actions={!hasNone && <CompareButton project={project.name} />} />
      {hasNoneYet ? (
        <NoRunsYet project={project} />
      ) : (
        <>
          <RunFilterBar asked={asked} runs={page.items} />
          {hasNone ? (
            <NoMatch clearHref={list.path} noun={noun[1]} />
          ) : (
            <>
              <Rows
                label="Runs"
                items={page.items}
                keyOf={({ id }) => id}
                columns={runColumns({ now: ctx.now, pickFor: COMPARE_FORM })}
              />
              <Pager
                shown={page.items.length}
                count={page.count}
                noun={noun}
                nextHref={list.page(page.next)}
                previousHref={list.page(page.previous)}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
