import { goodFor, TokenState } from '@/components/access/token-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { type ListColumn, Rows } from '@/components/lists/list';
import { LinkButton } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { managesTokensOf } from '@/lib/credentials/manages-tokens';
import type { TokenRecord } from '@/lib/credentials/token';
import { listServiceTokens, mayListServiceTokens } from '@/lib/service-accounts/list-service-tokens';
import type { ServiceAccount } from '@/lib/service-accounts/service-account';
import { endTokenAction } from '../actions';

interface TokensProps {
  readonly ctx: Ctx;
  readonly account: ServiceAccount;
}

/** Tokens of the account that still open something, and how many have ended, for who may read them. */
export async function Tokens({ ctx, account: { id, name, isActive } }: TokensProps) {
  const manages = await managesTokensOf(ctx, id);
  const reads = await mayListServiceTokens(ctx, { serviceAccount: name });
  if (!manages && !reads) return null;
  const all = reads ? await listServiceTokens(ctx, { serviceAccount: name }) : [];
  const working = all.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > ctx.now);
  const may = {
    rotate: manages && isActive,
    end: manages || (await can(ctx, { operation: 'token', type: 'delete', projectId: null })),
  };
  const ended = all.length - working.length;
  return (
    <section aria-labelledby="tokens">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1.5">
        <h2 id="tokens">
          Tokens {reads && <span className="font-normal text-ink-3">{working.length}</span>}
        </h2>
        {may.rotate && (
          <LinkButton href={url.part(url.serviceAccount(name), 'new-token')} look="primary" hotkey="t">
            Issue a token
          </LinkButton>
        )}
      </div>
      {working.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">
          {reads ? 'None that opens anything.' : 'You may issue tokens, and not read which there are.'}
        </p>
      ) : (
        <Rows
          label="Tokens"
          items={working}
          keyOf={({ id: token }) => token}
          columns={columns(ctx.now, name, may)}
        />
      )}
      {ended > 0 && (
        <p className="py-2 text-ink-3">
          {ended.toLocaleString('en')} {ended === 1 ? 'has' : 'have'} ended.
        </p>
      )}
    </section>
  );
}

const columns = (
  now: Date,
  account: string,
  may: { readonly rotate: boolean; readonly end: boolean },
): ListColumn<TokenRecord>[] => [
  {
    label: 'Token',
    cell: (token) => (
      <>
        <span className="font-medium">{token.name}</span>
        <code className="block text-ink-3">{token.prefix}…</code>
        <span className="block sm:hidden">
          <TokenState token={token} now={now} />
        </span>
      </>
    ),
  },
  { label: 'Good for', dim: true, hide: 'medium', cell: goodFor },
  {
    label: 'Last used',
    dim: true,
    cell: ({ lastUsedAt, lastUsedFrom }) =>
      lastUsedAt === null ? (
        <span className="text-ink-3">never</span>
      ) : (
        <>
          <RelativeTime at={lastUsedAt} now={now} ago />
          {lastUsedFrom !== null && <code className="block text-ink-3">{lastUsedFrom}</code>}
        </>
      ),
  },
  { label: 'State', hide: 'narrow', cell: (token) => <TokenState token={token} now={now} /> },
  {
    label: 'Change',
    numeric: true,
    cell: ({ id, name, isRotated }) => (
      <span className="flex flex-wrap justify-end gap-1.5">
        {may.rotate && !isRotated && (
          <LinkButton href={url.rotateToken(account, id)}>
            Rotate<span className="sr-only"> {name}</span>
          </LinkButton>
        )}
        {may.end && (
          <ConfirmButton
            action={endTokenAction}
            fields={{ id }}
            label="End"
            question={`End ${name} of ${account}? What uses it stops working at once.`}
          />
        )}
      </span>
    ),
  },
];
