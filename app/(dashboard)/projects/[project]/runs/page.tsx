import type { Metadata } from 'next';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { List } from '@/components/lists/list';
import { COMPARE_FORM, CompareButton } from '@/components/runs/compare-button';
import { runColumns } from '@/components/runs/run-columns';
import { RunFilterBar } from '@/components/runs/run-filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { runListStateOf } from '@/lib/next/lists/run-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { listRuns } from '@/lib/runs/list-runs';
import { NoRunsYet } from './no-runs-yet';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Runs · ${(await params).project}` };
}

export default async function RunsPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.runs);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const state = runListStateOf(project.name, await oneEach(searchParams));
  const { list } = state;
  const page = await loadPage(listRuns(ctx, { project: project.name, ...state.input }), list.path);
  return (
    <>
      <PageHead title="Runs" actions={page.items.length > 0 && <CompareButton project={project.name} />} />
      <List
        list={list}
        page={page}
        label="Runs"
        noun={['run', 'runs']}
        filters={<RunFilterBar state={state} runs={page.items} />}
        keyOf={({ id }) => id}
        columns={runColumns({ now: ctx.now, pickFor: COMPARE_FORM })}
        empty={<NoRunsYet project={project} />}
      />
    </>
  );
}
