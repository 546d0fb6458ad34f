import type { Metadata } from 'next';
import { ActOnTicked, AskedAct, TickBox } from '@/components/forms/ticked';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { adminPages } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listLivingSessions } from '@/lib/sign-in/list-living-sessions';
import { browserName } from '../../account/browser-name';
import { NoConsole } from '../no-console';
import { endSessionsAction } from './actions';

export const metadata: Metadata = { title: 'Sessions' };

/** Id of the form that acts on ticked sessions. */
const FORM = 'act-on-sessions';

/** Browsers that are signed in, of everybody, for who may end them. */
export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('sessions')) return <NoConsole />;
  const list = listStateOf(url.sessions(), query, { sorts: ['newest'] });
  const { sort: _, ...input } = list.input;
  const page = await loadPage(listLivingSessions(ctx, input), list.path);
  const { now } = ctx;
  return (
    <>
      <PageHead
        title="Sessions"
        under="Browsers that are signed in, of everybody. All of one person are ended on that person's page."
      />
      <List
        list={list}
        page={page}
        label="Sessions"
        noun={['session', 'sessions']}
        search="Part of a person or an address"
        keyOf={({ id }) => id}
        columns={[
          {
            label: 'Person',
            cell: (session) => (
              <span className="flex gap-2.5">
                {session.current ? (
                  <span className="size-3.5 shrink-0" />
                ) : (
                  <TickBox
                    form={FORM}
                    name="sessions"
                    place={page.items.indexOf(session)}
                    value={session.id}
                    label={`the session of ${session.user} in ${browserName(session.userAgent)}`}
                  />
                )}
                <a href={url.person(session.user)} className="relative z-[1] min-w-0 font-medium">
                  {session.user}
                </a>
                {session.current && <span className="text-ink-3">this one</span>}
              </span>
            ),
          },
          { label: 'Browser', cell: ({ userAgent }) => browserName(userAgent) },
          {
            label: 'Address',
            hide: 'narrow',
            dim: true,
            cell: ({ address }) => <code>{address ?? '–'}</code>,
          },
          {
            label: 'Last seen',
            dim: true,
            cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} now={now} ago />,
          },
          {
            label: 'Signed in',
            dim: true,
            hide: 'narrow',
            cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
          },
          {
            label: 'Ends',
            dim: true,
            hide: 'medium',
            cell: ({ expiresAt }) => <RelativeTime at={expiresAt} now={now} />,
          },
        ]}
      />
      <ActOnTicked
        form={FORM}
        name="sessions"
        action={endSessionsAction}
        hasRows={page.items.some(({ current }) => !current)}
      >
        <AskedAct label="End" act="end">
          End the ticked sessions? These browsers have to sign in again.
        </AskedAct>
      </ActOnTicked>
    </>
  );
}
