import type { Metadata } from 'next';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { ActionLink } from '@/components/access/action-link';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { lastWriteColumn, stampColumns } from '@/components/lists/stamp-columns';
import { RowLink } from '@/components/lists/table';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Snippet } from '@/components/ui/snippet';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listModels } from '@/lib/models/list-models';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { curlLines, pythonLines } from '@/lib/next/paste';
import { whyNot } from '@/lib/next/why-not';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Models · ${(await params).project}` };
}

export default async function ModelsPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openProject(params, url.models);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const query = await oneEach(searchParams);
  const list = listStateOf(url.models(project.name), query, { sorts: ['name', 'created'] });
  const page = await loadPage(listModels(ctx, { project: project.name, ...list.input }), list.path);
  const why = await whyNot(ctx, { operation: 'model', type: 'create', projectId: project.id });
  const isEmpty = page.items.length === 0 && !list.isFiltered;
  return (
    <>
      <PageHead
        title="Models"
        actions={
          <>
            {!isEmpty && <LinkButton href={url.export({ project: project.name })}>Export</LinkButton>}
            <ActionLink
              label="New model"
              href={url.newModel(project.name)}
              why={why}
              hotkey="c"
              look={isEmpty ? 'primary' : 'plain'}
            />
          </>
        }
      />
      <List
        list={list}
        page={page}
        label="Models"
        noun={['model', 'models']}
        search="Search models"
        keyOf={(model) => model.id}
        columns={[
          {
            label: 'Model',
            sort: ['name', 'ascending'],
            cell: ({ name }) => <RowLink href={url.model(project.name, name)}>{name}</RowLink>,
          },
          { label: 'Versions', numeric: true, dim: true, cell: (model) => model.versions },
          lastWriteColumn(ctx.now),
          ...stampColumns(ctx.now),
        ]}
        empty={
          <EmptyYet title={`No models in ${project.name} yet`}>
            <p className="text-ink-2">
              A model has versions; on it and on them lie negotiation cards, test suites, evidence, results
              and reports. The first save from Python creates the model and the version, too:
            </p>
            <Snippet title="Python, mlte 2.3" code={pythonLines(project.name, actorName(ctx.actor))} />
            <Snippet
              title="Shell"
              code={curlLines(project.name, '/model', { identifier: 'MyModel', versions: [] })}
            />
          </EmptyYet>
        }
      />
    </>
  );
}
