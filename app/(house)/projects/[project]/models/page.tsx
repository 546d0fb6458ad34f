import type { Metadata } from 'next';
import { EmptyYet, NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Pager } from '@/components/lists/pager';
import { Cell, Row, RowLink, Table } from '@/components/lists/table';
import { ActionLink } from '@/components/ui/action-link';
import { Gone } from '@/components/ui/gone';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { readProject } from '@/lib/access/read-project';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listModels } from '@/lib/models/list-models';
import { whereNow } from '@/lib/next/follow';
import { afterOf, listAddress, oneOf, searchOf } from '@/lib/next/list-address';
import { find, loadPage, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { curlLines, pythonLines } from '@/lib/next/paste';
import { whyNot } from '@/lib/next/why-not';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Models · ${(await names(params)).project}` };
}

export default async function ModelsPage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const at = await names(params);
  const found = await find(readProject(ctx, at), () => whereNow(ctx, at, (now) => url.models(now.project)));
  if (found.value === null)
    return (
      <Gone
        what={`Project ${at.project}`}
        gone={found.gone}
        back={{ href: url.projects(), label: 'Projects' }}
      />
    );
  const project = found.value;
  const asked = await oneEach(searchParams);
  const sort = oneOf(['name', 'created'] as const, asked['sort']) ?? 'name';
  const search = searchOf(asked['q']);
  const path = url.models(project.name);
  const to = listAddress(path, { q: search.search, sort: asked['sort'] });
  const page = await loadPage(
    listModels(ctx, { project: project.name, ...search, sort, ...afterOf(asked['after']) }),
    to.clear,
  );
  const why = await whyNot(ctx, { operation: 'model', type: 'create', projectId: project.id });
  const isEmpty = page.items.length === 0 && search.search === undefined;
  return (
    <>
      <PageHead
        title="Models"
        actions={
          <ActionLink
            label="New model"
            href={url.newModel(project.name)}
            why={why}
            hotkey="c"
            look={isEmpty ? 'primary' : 'plain'}
          />
        }
      />
      {!isEmpty && (
        <FilterBar
          action={path}
          search={search.search ?? ''}
          placeholder="Search models"
          kept={{ sort: asked['sort'] }}
        />
      )}
      {page.items.length === 0 &&
        (isEmpty ? (
          <EmptyYet title={`No models in ${project.name} yet`}>
            <p className="text-ink-2">
              A model has versions; on it and on them lie negotiation cards, test suites, evidence, results
              and reports. The first save from Python makes the model and the version, too:
            </p>
            <Snippet title="Python, mlte 2.3" code={pythonLines(project.name, actorName(ctx.actor))} />
            <Snippet
              title="Shell"
              code={curlLines(project.name, '/model', { identifier: 'MyModel', versions: [] })}
            />
          </EmptyYet>
        ) : (
          <NoMatch clearHref={to.clear} noun="models" />
        ))}
      {page.items.length > 0 && (
        <>
          <Table
            label="Models"
            columns={[
              {
                label: 'Model',
                sortHref: to.sorted('name'),
                ...(sort === 'name' && { sorted: 'ascending' }),
              },
              { label: 'Versions', numeric: true },
              { label: 'Last write', numeric: true, hide: 'narrow' },
              { label: 'By', hide: 'medium' },
              {
                label: 'Made',
                numeric: true,
                sortHref: to.sorted('created'),
                ...(sort === 'created' && { sorted: 'descending' }),
              },
            ]}
          >
            {page.items.map((model) => (
              <Row key={model.id}>
                <Cell>
                  <RowLink href={url.model(project.name, model.name)}>{model.name}</RowLink>
                </Cell>
                <Cell numeric dim>
                  {model.versions}
                </Cell>
                <Cell numeric hide="narrow" dim>
                  {model.lastWrite === null ? '–' : <RelativeTime at={model.lastWrite} now={ctx.now} />}
                </Cell>
                <Cell hide="medium" dim>
                  {model.createdBy}
                </Cell>
                <Cell numeric dim>
                  <RelativeTime at={model.createdAt} now={ctx.now} />
                </Cell>
              </Row>
            ))}
          </Table>
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={['model', 'models']}
            nextHref={to.page(page.next)}
            previousHref={to.page(page.previous)}
          />
        </>
      )}
    </>
  );
}
