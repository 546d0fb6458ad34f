import type { Metadata } from 'next';
import { List } from '@/components/lists/list';
import { pipelineColumns } from '@/components/pipelines/pipeline-columns';
import { Gone } from '@/components/ui/gone';
import { PageHead } from '@/components/ui/page-head';
import { readProject } from '@/lib/access/read-project';
import { url } from '@/lib/core/urls';
import { askedList } from '@/lib/next/asked-list';
import { whereNow } from '@/lib/next/follow';
import { find, loadPage, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listPipelines } from '@/lib/runs/list-pipelines';
import { NoRunsYet } from '../runs/no-runs-yet';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Pipelines · ${(await names(params)).project}` };
}

export default async function PipelinesPage({ params, searchParams }: PageProps) {
  const [ctx, at] = [await signedInCtx(), await names(params)];
  const found = await find(readProject(ctx, at), () =>
    whereNow(ctx, at, (now) => url.pipelines(now.project)),
  );
  if (found.value === null)
    return (
      <Gone
        what={`Project ${at.project}`}
        gone={found.gone}
        back={{ href: url.projects(), label: 'Projects' }}
      />
    );
  const project = found.value;
  const list = askedList(url.pipelines(project.name), await oneEach(searchParams), {
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
