import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { listTokens } from '@/lib/credentials/list-tokens';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { readUser } from '@/lib/people/read-user';
import { listRequests } from '@/lib/requests/list-requests';
import { listSessions } from '@/lib/sign-in/list-sessions';
import { listTeams } from '@/lib/teams/list-teams';
import { listOwnViews } from '@/lib/viewing/list-own-views';
import { PasswordSection } from './password-section';
import { RequestsSection } from './requests-section';
import { SessionsSection } from './sessions-section';
import { TeamsSection } from './teams-section';
import { TokensSection } from './tokens-section';
import { ViewsSection } from './views-section';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const user = await load(readUser(ctx, { user: 'me' }));
  const sessions = await load(listSessions(ctx));
  const tokens = await load(listTokens(ctx));
  const { items: teams } = await load(listTeams(ctx, { member: user.name, limit: 200 }));
  const requests = await load(listRequests(ctx, { own: true, limit: 20 }));
  const views = await load(listOwnViews(ctx));
  return (
    <>
      <PageHead
        title={user.fullName ?? user.name}
        under={
          [user.fullName === null ? null : user.name, user.email].filter(Boolean).join(' · ') || undefined
        }
      />
      <div className="flex flex-col gap-10">
        <RequestsSection requests={requests.items} now={ctx.now} />
        <TokensSection tokens={tokens} now={ctx.now} />
        <SessionsSection sessions={sessions} now={ctx.now} />
        <TeamsSection teams={teams} />
        <ViewsSection views={views} now={ctx.now} />
        <PasswordSection name={user.name} isChanged={query['password'] === 'changed'} />
      </div>
    </>
  );
}
