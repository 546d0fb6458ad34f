import type { Metadata } from 'next';
import { createTokenAction } from '@/app/(dashboard)/account/actions';
import { ActionLink } from '@/components/access/action-link';
import { ConnectZenml } from '@/components/forms/connect-zenml';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { stackColumns } from '@/components/stacks/stack-columns';
import { PageHead } from '@/components/ui/page-head';
import { Snippet } from '@/components/ui/snippet';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { stackLines } from '@/lib/next/paste';
import { whyNot } from '@/lib/next/why-not';
import { listStacks } from '@/lib/stacks/list-stacks';

export const metadata: Metadata = { title: 'Stacks' };

export default async function StacksPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const list = listStateOf(url.stacks(), query, { sorts: ['name', 'created'] });
  const page = await loadPage(listStacks(ctx, list.input), list.path);
  const why = await whyNot(ctx, { operation: 'stack', type: 'create', projectId: null });
  const isEmpty = page.items.length === 0 && !list.isFiltered;
  return (
    <>
      <PageHead
        title="Stacks"
        under="Named sets of components that pipelines run on, at most one of each type."
        actions={
          <ActionLink
            label="Register stack"
            href={url.newStack()}
            why={why}
            hotkey="c"
            look={isEmpty ? 'primary' : 'plain'}
          />
        }
      />
      <List
        list={list}
        page={page}
        label="Stacks"
        noun={['stack', 'stacks']}
        search="Search stacks and components"
        keyOf={({ id }) => id}
        columns={stackColumns(ctx.now)}
        empty={
          <EmptyYet title="No stacks yet">
            <p className="max-w-[72ch] text-ink-2">
              A stack says where pipelines run and where what they make is kept: an orchestrator, an artifact
              store, a metadata store, and whatever else they need. Clients register one from the command
              line, once they are connected:
            </p>
            <ConnectZenml action={createTokenAction} accountHref={url.account()} project={null} />
            <Snippet title="Shell, zenml 0.8" code={stackLines()} />
          </EmptyYet>
        }
      />
    </>
  );
}
