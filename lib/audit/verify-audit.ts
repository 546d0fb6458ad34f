import { type ChainCheck, type ChainRow, chainRows, checkPart, saveCheck } from '@/db/queries/audit-checks';
import type { Ctx } from '@/lib/core/ctx';
import { type AuditState, readAuditState, readableChains } from './read-audit-state';

/** Events that one statement checks: about 0.1 s of a database's time. */
const PART = 10_000;
/** Milliseconds after which a check stops at the end of a part, to be gone on with. */
const LONG_ENOUGH_MS = 8_000;

export interface VerifyAudit {
  /** Begins at the first event again, for what was changed after it had been checked. */
  readonly fromTheStart?: boolean;
}

/**
 * Checks the chains that the actor may read all of, from where the last check ended, for some seconds at most, and
 * remembers how far it came: ask again until `verified` is `events`. A fault stays until a check finds it mended. What is
 * written is no event of the store.
 */
export async function verifyAudit(ctx: Ctx, { fromTheStart = false }: VerifyAudit): Promise<AuditState> {
  const begun = Date.now();
  const isTimeLeft = () => Date.now() - begun < LONG_ENOUGH_MS;
  const rows = await chainRows(ctx.db, await readableChains(ctx));
  if (fromTheStart) for (const row of rows) await saveCheck(ctx.db, row.chain, START, BEFORE_ANY);
  for (const row of rows) {
    if (!isTimeLeft()) break;
    await verifyChain(ctx, fromTheStart ? { ...row, checkedSeq: 0, checkedHash: '' } : row, isTimeLeft);
  }
  return readAuditState(ctx);
}

const START: ChainCheck = { seq: 0, hash: '', broken: null };
/** Of a chain that is being checked from its start: nothing before this instant was. */
const BEFORE_ANY = new Date(0);

/** Checks one chain to the head that it had when this began, or until the time is over. */
async function verifyChain(ctx: Ctx, row: ChainRow, isTimeLeft: () => boolean): Promise<void> {
  const { chain, seq: to } = row;
  let at: ChainCheck = { seq: row.checkedSeq, hash: row.checkedHash, broken: null };
  do {
    const before = at.seq;
    at = await checkPart(ctx.db, chain, at, { to, most: PART });
    if (at.broken !== null) break;
    // Nothing more came, and the head is not reached: the end of the chain is cut off.
    if (at.seq === before && at.seq < to) at = { ...at, broken: { seq: at.seq + 1, fault: 'missing' } };
  } while (at.broken === null && at.seq < to && isTimeLeft());
  if (at.broken === null && at.seq > to) at = { ...at, broken: { seq: to + 1, fault: 'missing' } };
  if (at.broken === null && at.seq === to && at.hash !== row.hash)
    at = { ...at, broken: { seq: to, fault: 'head' } };
  const isWhole = at.broken !== null || at.seq === to;
  await saveCheck(ctx.db, chain, at, isWhole ? ctx.now : (row.checkedAt ?? row.firstAt ?? BEFORE_ANY));
}
