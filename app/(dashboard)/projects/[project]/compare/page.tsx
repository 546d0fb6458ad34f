import type { Metadata } from 'next';
import { ComparisonTable } from '@/components/runs/comparison-table';
import { PickRuns } from '@/components/runs/pick-runs';
import { LinkButton } from '@/components/ui/button';
import { Gone } from '@/components/ui/gone';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { Tabs } from '@/components/ui/tabs';
import { url } from '@/lib/core/urls';
import { whereNow } from '@/lib/next/follow';
import { find, names, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { compareRuns } from '@/lib/runs/comparison/compare-runs';
import { candidates } from './candidates';
import { comparisonQueryOf } from './comparison-query';

interface PageProps {
  readonly params: Promise<{ project: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Compare runs · ${(await params).project}` };
}

/** Runs side by side, or the form that picks them. */
export default async function ComparePage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const { project } = await names(params);
  const query = await comparisonQueryOf(searchParams);
  const { ids } = query;
  const moved = () =>
    whereNow(ctx, { project }, (now) => url.compareRuns(now.project, ids, query.isAll ? 'all' : undefined));
  const back = { href: url.runs(project), label: `Runs of ${project}` };
  if (query.isPicking) {
    const found = await find(candidates(ctx, project, query), moved);
    if (found.value === null) return <Gone what="This run" absence={found.absence} back={back} />;
    return (
      <>
        <PageHead title="Compare runs" />
        <PickRuns action={`${url.project(project)}/compare`} now={ctx.now} {...found.value} />
      </>
    );
  }
  const found = await find(compareRuns(ctx, { project, ids }), moved);
  if (found.value === null) return <Gone what="One of these runs" absence={found.absence} back={back} />;
  const { runs, rows } = found.value;
  const differing = rows.filter(({ differs }) => differs);
  return (
    <>
      <PageHead
        title={`Compare ${runs.length} runs`}
        under={<span>Compared with the first. Secrets are masked and not compared.</span>}
        actions={
          <LinkButton href={url.pickRuns(project, ids)} hotkey="c">
            Add runs
          </LinkButton>
        }
      />
      {query.isCut && <Note tone="stale">Ten runs at most stand side by side: these are the first ten.</Note>}
      <Tabs
        label="Rows"
        tabs={[
          {
            label: 'Only differences',
            href: url.compareRuns(project, ids),
            isHere: !query.isAll,
            count: differing.length,
          },
          {
            label: 'All',
            href: url.compareRuns(project, ids, 'all'),
            isHere: query.isAll,
            count: rows.length,
          },
        ]}
      />
      <ComparisonTable
        runs={runs}
        rows={query.isAll ? rows : differing}
        now={ctx.now}
        hrefOf={(run) => url.run(project, run.name)}
        withoutHref={(run) =>
          runs.length === 2
            ? null
            : url.compareRuns(
                project,
                ids.filter((id) => id !== run.id),
                query.isAll ? 'all' : undefined,
              )
        }
      />
      {!query.isAll && differing.length === 0 && (
        <p className="py-4 text-ink-2">
          They do not differ in commit, stack, configuration, steps or client.
        </p>
      )}
    </>
  );
}
