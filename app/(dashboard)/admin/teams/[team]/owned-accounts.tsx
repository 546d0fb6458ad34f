import { Rows } from '@/components/lists/list';
import { serviceAccountColumns } from '@/components/people/service-account-columns';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { listServiceAccounts } from '@/lib/service-accounts/list-service-accounts';
import { leadsTeam } from '@/lib/teams/leads-team';

interface OwnedAccountsProps {
  readonly ctx: Ctx;
  readonly team: string;
  /** Row id of the team. */
  readonly teamId: string;
}

/** The first hundred service accounts that the team owns, for its leads and readers of accounts. */
export async function OwnedAccounts({ ctx, team, teamId }: OwnedAccountsProps) {
  const readsAll = await can(ctx, { operation: 'user', type: 'read', projectId: null });
  if (!readsAll && !(await leadsTeam(ctx, teamId))) return null;
  const { items, count } = await listServiceAccounts(ctx, { team, limit: 100 });
  const mayCreate = await can(ctx, { operation: 'user', type: 'create', projectId: null });
  if (items.length === 0 && !mayCreate) return null;
  return (
    <section aria-labelledby="owned">
      <div className="mb-1 flex items-baseline justify-between gap-4">
        <h2 id="owned">
          Service accounts <span className="font-normal text-ink-3">{count.toLocaleString('en')}</span>
        </h2>
        {mayCreate && (
          <a href={url.newServiceAccount(team)} className="link">
            New service account
          </a>
        )}
      </div>
      {items.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">The team owns none.</p>
      ) : (
        <Rows
          label="Service accounts of the team"
          items={items}
          keyOf={({ id }) => id}
          columns={serviceAccountColumns(ctx.now, { team: false, order: false })}
        />
      )}
    </section>
  );
}
