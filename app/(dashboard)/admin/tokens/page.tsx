import type { Metadata } from 'next';
import { TOKENS_FORM, tokenColumns } from '@/components/access/token-columns';
import { ActOnTicked, AskedAct } from '@/components/forms/ticked';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { ENDING_DAYS, listIssuedTokens, UNUSED_DAYS } from '@/lib/credentials/list-issued-tokens';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { NoConsole } from '../no-console';
import { revokeTokensAction } from './actions';

export const metadata: Metadata = { title: 'Tokens' };

const FILTERS = {
  ownerKind: ['person', 'service'],
  state: ['working', 'unused', 'ending', 'expired', 'revoked'],
} as const;
const KINDS = [
  { value: 'person', label: 'people' },
  { value: 'service', label: 'service accounts' },
];
const STATES = [
  { value: 'working', label: 'working' },
  { value: 'unused', label: `unused for ${UNUSED_DAYS} days` },
  { value: 'ending', label: `ending within ${ENDING_DAYS} days` },
  { value: 'expired', label: 'expired' },
  { value: 'revoked', label: 'revoked' },
];

/** Tokens of everybody, for who may read them. */
export default async function TokensPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('tokens')) return <NoConsole />;
  const list = listStateOf(url.tokens(), query, { sorts: ['newest'], filters: FILTERS });
  const { sort: _, ...input } = list.input;
  const page = await loadPage(listIssuedTokens(ctx, input), list.path);
  const mayRevoke = await can(ctx, { operation: 'token', type: 'delete', projectId: null });
  return (
    <>
      <PageHead
        title="Tokens"
        under="What programs sign in with, of everybody. A token never lets its holder do more than its owner may at that moment."
      />
      <List
        list={list}
        page={page}
        label="Tokens"
        noun={['token', 'tokens']}
        search="Part of a token or its owner"
        choices={[
          { name: 'ownerKind', label: 'of', options: KINDS },
          { name: 'state', label: 'state', options: STATES },
        ]}
        keyOf={({ id }) => id}
        columns={tokenColumns(ctx.now, mayRevoke ? (token) => page.items.indexOf(token) : null)}
        empty={
          <EmptyYet title="No tokens yet">
            <p className="text-ink-2">
              People create them on their account page, for scripts and Python clients; those of service
              accounts are issued on the page of each.
            </p>
          </EmptyYet>
        }
      />
      {mayRevoke && (
        <ActOnTicked
          form={TOKENS_FORM}
          name="tokens"
          action={revokeTokensAction}
          hasRows={page.items.some(({ revokedAt }) => revokedAt === null)}
        >
          <AskedAct label="Revoke" act="revoke">
            Revoke the ticked tokens? What uses them stops working at once.
          </AskedAct>
        </ActOnTicked>
      )}
    </>
  );
}
