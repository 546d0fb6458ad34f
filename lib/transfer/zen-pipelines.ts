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
  private readonly ctx: Ctx;
  private readonly known = new Map<string, Known>();
  /** Of the transaction at hand, which may be rolled back. */
  private readonly pending = new Map<string, Known>();

  constructor(ctx: Ctx) {
    this.ctx = ctx;
  }

  /** A transaction begins; what a former one left that came to nothing is forgotten. */
  begin(): void {
    this.pending.clear();
  }

  committed(): void {
    for (const [key, pipeline] of this.pending) this.known.set(key, pipeline);
  }

  /** Row id of a run's pipeline, which is made where there is none. */
  async rowFor(tx: Transaction, projectId: string, { item, row }: PreparedRun): Promise<string> {
    const { name, docstring } = item.pipeline;
    const key = JSON.stringify([projectId, name]);
    const at = row.startedAt;
    const known =
      this.pending.get(key) ??
      this.known.get(key) ??
      (await this.find(tx, projectId, name, docstring, row.createdAt));
    const isNewest = known.isOurs && at >= known.newest;
    if (isNewest && known.docstring !== docstring)
      await describePipeline(tx, { projectId, id: known.id }, { docstring, ...updatedStamp(this.ctx) });
    this.pending.set(key, isNewest ? { ...known, docstring, newest: at } : known);
    return known.id;
  }

  private async find(
    tx: Transaction,
    projectId: string,
    name: string,
    docstring: string | null,
    createdAt: Date,
  ): Promise<Known> {
    const newest = new Date(0);
    const found = await findPipeline(tx, projectId, name);
    if (found !== null) return { id: found.id, isOurs: false, docstring: found.docstring, newest };
    const columns = { id: newId(), projectId, name, docstring, ...stamp(this.ctx), createdAt };
    const made = await insertPipeline(tx, columns);
    if (made === null) throw new DomainError('conflict', `Somebody has just made pipeline ${name}.`);
    return { id: made.id, isOurs: true, docstring, newest };
  }
}
