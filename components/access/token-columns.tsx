import type { TokenRecord } from '@/lib/credentials/token';
import { TickBox } from '../forms/ticked';
import type { ListColumn } from '../lists/list';
import { AccountLink } from '../people/account-link';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';

/** Id of the form that acts on ticked tokens. */
export const TOKENS_FORM = 'act-on-tokens';

/** What a token lets its holder do: everything that its owner may, or less. */
export const goodFor = ({
  kind,
  readOnly,
  project,
  owner,
}: Pick<TokenRecord, 'kind' | 'readOnly' | 'project' | 'owner'>): string =>
  `${kind === 'zenml' ? 'ZenML: ' : ''}${readOnly ? 'reading' : `whatever ${owner} may`}${project === null ? '' : ` in ${project}`}`;

/** A token among those of everybody. `placeOf`: its place in the form that ticked rows belong to; null without one. */
export function tokenColumns(
  now: Date,
  placeOf: ((token: TokenRecord) => number) | null,
): ListColumn<TokenRecord>[] {
  return [
    {
      label: 'Token',
      cell: (token) => (
        <span className="flex gap-2.5">
          {placeOf !== null && token.revokedAt === null && (
            <TickBox
              form={TOKENS_FORM}
              name="tokens"
              place={placeOf(token)}
              value={token.id}
              label={`${token.name} of ${token.owner}`}
            />
          )}
          <span className="min-w-0">
            <span className="font-medium">{token.name}</span>
            <code className="block text-ink-3">{token.prefix}…</code>
            <span className="block sm:hidden">
              <TokenState token={token} now={now} />
            </span>
          </span>
        </span>
      ),
    },
    {
      label: 'Owner',
      cell: ({ owner, ownerKind }) => <AccountLink name={owner} kind={ownerKind} />,
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
    {
      label: 'Created',
      dim: true,
      hide: 'wide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
    },
    { label: 'State', hide: 'narrow', cell: (token) => <TokenState token={token} now={now} /> },
  ];
}

/** Whether a token opens something, and until when. */
export function TokenState({ token, now }: { readonly token: TokenRecord; readonly now: Date }) {
  if (token.revokedAt !== null) return <Status kind="none" text="revoked" />;
  if (token.expiresAt <= now) return <Status kind="none" text="expired" />;
  return (
    <span className="text-ink-2">
      {token.isRotated ? 'rotated, ends' : 'expires'} <RelativeTime at={token.expiresAt} now={now} />
    </span>
  );
}
