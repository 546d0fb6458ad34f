import type { Metadata } from 'next';
import { List } from '@/components/lists/list';
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
  return (
    <>
      <PageHead title="Runs" actions={page.items.length > 0 && <CompareButton project={project.name} />} />
      <List
        list={list}
        page={page}
        label="Runs"
        noun={['run', 'runs']}
        filters={<RunFilterBar asked={asked} runs={page.items} />}
        keyOf={({ id }) => id}
        columns={runColumns({ now: ctx.now, pickFor: COMPARE_FORM })}
        empty={<NoRunsYet project={project} />}
      />
    </>
  );
}
