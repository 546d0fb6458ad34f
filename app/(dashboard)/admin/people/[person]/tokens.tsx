import { goodFor } from '@/components/access/token-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Rows } from '@/components/lists/list';
import { RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { listTokens } from '@/lib/credentials/list-tokens';
import { revokePersonTokenAction } from '../actions';

/** Tokens of somebody that still open something, for who may read them. */
export async function Tokens({ ctx, user }: { readonly ctx: Ctx; readonly user: string }) {
  if (!(await can(ctx, { operation: 'token', type: 'read', projectId: null }))) return null;
  const { now } = ctx;
  const mayRevoke = await can(ctx, { operation: 'token', type: 'delete', projectId: null });
  const tokens = (await listTokens(ctx, { user })).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now,
  );
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens" className="mb-1">
        Tokens <span className="font-normal text-ink-3">{tokens.length}</span>
      </h2>
      {tokens.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">None that opens anything.</p>
      ) : (
        <Rows
          label="Tokens"
          items={tokens}
          keyOf={({ id }) => id}
          columns={[
            {
              label: 'Token',
              cell: ({ name, prefix }) => (
                <>
                  <span className="font-medium">{name}</span>
                  <code className="block text-ink-3">{prefix}…</code>
                </>
              ),
            },
            {
              label: 'Good for',
              dim: true,
              hide: 'narrow',
              cell: goodFor,
            },
            {
              label: 'Last used',
              dim: true,
              cell: ({ lastUsedAt, lastUsedFrom }) =>
                lastUsedAt === null ? (
                  'never'
                ) : (
                  <>
                    <RelativeTime at={lastUsedAt} now={now} ago />
                    {lastUsedFrom !== null && <code className="block text-ink-3">{lastUsedFrom}</code>}
                  </>
                ),
            },
            {
              label: 'Expires',
              dim: true,
              hide: 'narrow',
              cell: ({ expiresAt }) => <RelativeTime at={expiresAt} now={now} />,
            },
            {
              label: 'Revoke',
              numeric: true,
              cell: ({ id, name }) =>
                mayRevoke && (
                  <ConfirmButton
                    action={revokePersonTokenAction}
                    fields={{ id }}
                    label="Revoke"
                    question={`Revoke ${name} of ${user}? What uses it stops working at once.`}
                  />
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
