import { type AuditFault, type ChainRow, chainRows, firstEventAt } from '@/db/queries/audit-checks';
import { projectNames } from '@/db/queries/audit-lists';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** A chain that is not as it was written. */
export interface BrokenChain {
  /** `store`, or a project's row id. */
  readonly chain: string;
  /** Name of the project, also of a deleted one; null for the chain of the store. */
  readonly project: string | null;
  /** The first event that is wrong. */
  readonly seq: number;
  readonly fault: AuditFault;
}

/** How much of the audit was found to be as it was written. Instants in UTC. */
export interface AuditState {
  readonly events: number;
  /** The oldest event's; null without any. */
  readonly since: Date | null;
  /** How many of them were checked and are right. */
  readonly verified: number;
  /** Every event before this instant was checked; null while there is no such instant. */
  readonly verifiedTo: Date | null;
  readonly broken: readonly BrokenChain[];
}

/** Chains of what the actor may read the audit of, for queries: null for all. `forbidden` where that is nothing. */
export async function readableChains(ctx: Ctx): Promise<readonly string[] | null> {
  const scope = await readScope(ctx, 'audit', null);
  if (scope.all) return null;
  if (scope.projectIds.length === 0)
    throw new DomainError('forbidden', 'You may read the audit of no project.');
  return scope.projectIds;
}

/** How far the chains were checked that the actor may read all of: everybody's, or those of projects. */
export async function readAuditState(ctx: Ctx): Promise<AuditState> {
  const chains = await readableChains(ctx);
  const rows = await chainRows(ctx.db, chains);
  const broken = rows.filter((row) => row.fault !== null);
  const names = await projectNames(
    ctx.db,
    broken.map(({ chain }) => chain).filter((chain) => chain !== 'store'),
  );
  return {
    events: sum(rows.map(({ seq }) => seq)),
    since: await firstEventAt(ctx.db, chains),
    verified: sum(rows.map(({ checkedSeq }) => checkedSeq)),
    verifiedTo: broken.length > 0 ? null : verifiedTo(rows),
    broken: broken.flatMap(({ chain, brokenSeq, fault }) =>
      brokenSeq === null || fault === null
        ? []
        : [{ chain, project: names.get(chain) ?? null, seq: brokenSeq, fault }],
    ),
  };
}

/** The earliest of when each chain was last checked to its end, or began where it never was. */
function verifiedTo(rows: readonly ChainRow[]): Date | null {
  if (rows.every(({ checkedAt }) => checkedAt === null)) return null;
  const times = rows.map(({ checkedAt, firstAt }) => (checkedAt ?? firstAt)?.getTime() ?? 0);
  const first = Math.min(...times);
  return first === 0 ? null : new Date(first);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
