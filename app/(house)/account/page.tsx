import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { listSessions } from '@/lib/access/list-sessions';
import { listTokens } from '@/lib/access/list-tokens';
import { readUser } from '@/lib/access/read-user';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { PasswordSection } from './password-section';
import { SessionsSection } from './sessions-section';
import { TokensSection } from './tokens-section';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const [ctx, asked] = [await signedInCtx(), await oneEach(searchParams)];
  const user = await load(readUser(ctx, { user: 'me' }));
  const [sessions, tokens] = [await load(listSessions(ctx)), await load(listTokens(ctx))];
  return (
    <>
      <PageHead
        title={user.fullName ?? user.name}
        under={
          [user.fullName === null ? null : user.name, user.email].filter(Boolean).join(' · ') || undefined
        }
      />
      <div className="flex flex-col gap-10">
        <TokensSection tokens={tokens} now={ctx.now} />
        <SessionsSection sessions={sessions} now={ctx.now} />
        <PasswordSection name={user.name} isChanged={asked['password'] === 'changed'} />
      </div>
    </>
  );
}
