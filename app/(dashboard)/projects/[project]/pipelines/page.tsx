import type { Metadata } from 'next';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { NoRunsYet } from '@/app/(dashboard)/projects/[project]/runs/no-runs-yet';
import { List } from '@/components/lists/list';
import { pipelineColumns } from '@/components/pipelines/pipeline-columns';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { listPipelines } from '@/lib/pipelines/list-pipelines';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Pipelines · ${(await params).project}` };
}

export default async function PipelinesPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.pipelines);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const list = listStateOf(url.pipelines(project.name), await oneEach(searchParams), {
    sorts: ['recent', 'name'],
  });
  const page = await loadPage(listPipelines(ctx, { project: project.name, ...list.input }), list.path);
  return (
    <>
      <PageHead title="Pipelines" />
      <List
        list={list}
        page={page}
        label="Pipelines"
        noun={['pipeline', 'pipelines']}
        search="Search pipelines"
        keyOf={({ id }) => id}
        columns={pipelineColumns(project.name, ctx.now)}
        empty={<NoRunsYet project={project} what="pipelines" />}
      />
    </>
  );
}
