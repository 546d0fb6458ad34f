import type { Metadata } from 'next';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { requestColumns } from '@/components/requests/request-columns';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listRequests } from '@/lib/requests/list-requests';
import { NoConsole } from '../no-console';

export const metadata: Metadata = { title: 'Requests' };

const STATES = ['waiting', 'answered'] as const;

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('requests')) return <NoConsole />;
  const list = listStateOf(url.requests(), query, { sorts: ['newest'], filters: { state: STATES } });
  const { state, after } = { after: undefined, ...list.input };
  const page = await loadPage(
    listRequests(ctx, {
      ...(state !== undefined && { waiting: state === 'waiting' }),
      ...(after !== undefined && { after }),
    }),
    list.path,
  );
  return (
    <>
      <PageHead
        title="Requests"
        under="What people ask to be allowed where you hand out roles. You answer with a time limit."
      />
      <List
        list={list}
        page={page}
        label="Requests"
        noun={['request', 'requests']}
        filters={<States chosen={list.filter.state} />}
        empty={
          <EmptyYet title="Nobody has asked for anything yet">
            <p className="text-ink-2">
              Who meets a control that is refused to them can ask for what it takes. Such requests wait here.
            </p>
          </EmptyYet>
        }
        keyOf={({ id }) => id}
        columns={requestColumns(ctx.now)}
      />
    </>
  );
}

function States({ chosen }: { readonly chosen: (typeof STATES)[number] | undefined }) {
  return (
    <nav aria-label="State" className="mb-2 flex flex-wrap gap-x-3">
      {([undefined, ...STATES] as const).map((state) => (
        <a
          key={state ?? 'all'}
          href={url.requests(state === undefined ? {} : { state })}
          aria-current={state === chosen ? 'page' : undefined}
          className="py-0.5 text-ink-2 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
        >
          {state ?? 'all'}
        </a>
      ))}
    </nav>
  );
}
