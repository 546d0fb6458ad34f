import type { Transaction } from '@/db/client';
import { describePipeline, findPipeline, insertPipeline } from '@/db/queries/pipelines';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { stamp, updatedStamp } from '@/lib/core/stamp';
import type { PreparedRun } from './zen-run-row';

interface Known {
  readonly id: string;
  /** Made by this import: described as its newest run describes it. Others keep their words. */
  readonly isOurs: boolean;
  readonly docstring: string | null;
  readonly newest: Date;
}

/** Pipelines by project and name, each looked up once. */
export class PipelineTable {
  private readonly known = new Map<string, Known>();
  /** Of the transaction at hand, which may be rolled back. */
  private readonly pending = new Map<string, Known>();

  /** A transaction begins; what a former one left that came to nothing is forgotten. */
  begin(): void {
    this.pending.clear();
  }

  committed(): void {
    for (const [key, pipeline] of this.pending) this.known.set(key, pipeline);
  }

  /** Row id of a run's pipeline, which is made where there is none. */
  async rowFor(tx: Transaction, ctx: Ctx, projectId: string, { item, row }: PreparedRun): Promise<string> {
    const { name, docstring } = item.pipeline;
    const key = JSON.stringify([projectId, name]);
    const at = row.startedAt;
    const known =
      this.pending.get(key) ??
      this.known.get(key) ??
      (await find(tx, ctx, { projectId, name, docstring, createdAt: row.createdAt }));
    const isNewest = known.isOurs && at >= known.newest;
    if (isNewest && known.docstring !== docstring)
      await describePipeline(tx, { projectId, id: known.id }, { docstring, ...updatedStamp(ctx) });
    this.pending.set(key, isNewest ? { ...known, docstring, newest: at } : known);
    return known.id;
  }
}

async function find(
  tx: Transaction,
  ctx: Ctx,
  pipeline: {
    readonly projectId: string;
    readonly name: string;
    readonly docstring: string | null;
    readonly createdAt: Date;
  },
): Promise<Known> {
  const { projectId, name, docstring } = pipeline;
  const newest = new Date(0);
  const found = await findPipeline(tx, projectId, name);
  if (found !== null) return { id: found.id, isOurs: false, docstring: found.docstring, newest };
  const made = await insertPipeline(tx, { id: newId(), ...stamp(ctx), ...pipeline });
  if (made === null) throw new DomainError('conflict', `Somebody has just made pipeline ${name}.`);
  return { id: made.id, isOurs: true, docstring, newest };
}
