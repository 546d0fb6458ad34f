import { createHash } from 'node:crypto';
import { insertRuns, runsOfNames } from '@/db/queries/import-runs';
import { findProject, type ProjectRow } from '@/db/queries/projects';
import { findStack } from '@/db/queries/stacks';
import { sqlState } from '@/db/sql-state';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { createProject } from '@/lib/projects/create-project';
import { DEFAULT_PROJECT } from '@/lib/projects/project';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { ZenImportRun } from './zen-import-run';
import { isProblem, type ZenRun, type ZenStore } from './zen-objects';
import { PipelineTable } from './zen-pipelines';
import { checkImportedRun, exampleRun, type PreparedRun, prepareRun, runDifferences } from './zen-run-row';

/** Runs of one transaction: 20 times fewer round trips than one each, and a few hundred KB of memory. */
const BATCH = 100;

/** Runs of a store, as a stream: no more than one batch of them lies in memory. */
export async function importZenRuns(run: ZenImportRun, runs: ZenStore['runs']): Promise<void> {
  const taking = new RunTaking(run);
  let batch: ZenRun[] = [];
  for await (const item of runs()) {
    if (isProblem(item)) {
      run.tell(item.kind, item.name, {
        action: item.isHarmless ? 'skipped' : 'refused',
        notes: [item.problem],
      });
      continue;
    }
    batch.push(item);
    if (batch.length < BATCH) continue;
    await taking.take(batch);
    batch = [];
  }
  await taking.take(batch);
}

class RunTaking {
  private readonly run: ZenImportRun;
  private readonly stacks = new Map<string, string | null>();
  private readonly projects = new Map<string, ProjectRow | null>();
  private readonly refused = new Set<string>();
  private readonly pipelines = new PipelineTable();

  constructor(run: ZenImportRun) {
    this.run = run;
  }

  async take(batch: readonly ZenRun[]): Promise<void> {
    const byProject = new Map<string, { project: ProjectRow | null; runs: ZenRun[] }>();
    for (const item of batch) {
      await this.checked(item, async () => {
        checkImportedRun(item);
        const name = this.run.into?.name ?? item.project ?? DEFAULT_PROJECT;
        const project = await this.projectOf(name);
        this.run.projects.add(project?.name ?? name);
        const group = byProject.get(name) ?? { project, runs: [] };
        byProject.set(name, group);
        group.runs.push(item);
      });
    }
    for (const [name, { project, runs }] of byProject) await this.takeInto(name, project, runs);
  }

  /** What is wrong with a run is told; the others follow. */
  private async checked(item: ZenRun, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.tell(item, { action: 'refused', notes: [error.message] });
    }
  }

  /** The row; null in a dry run that would make it. */
  private async projectOf(name: string): Promise<ProjectRow | null> {
    const { run } = this;
    if (run.into !== null) return run.into;
    const known = this.projects.get(name);
    if (known !== undefined) return known;
    if (this.refused.has(name)) throw refusedProject(name);
    let row = await findProject(run.ctx.db, name);
    if (row === null && !run.isPlanned('project', name)) {
      checkName(name, 'project name', 'path', 'project_name');
      const taken = await recordOutcome(run, 'project', name, async () => {
        await run.folded.claim(run.ctx.db, 'project', name);
        if (run.dryRun) run.plan(true, 'project', name);
        else await createProject(run.ctx, { name });
        return { action: 'take', notes: ['Runs name it; the store has no such project.'] };
      });
      if (!taken) {
        this.refused.add(name);
        throw refusedProject(name);
      }
      row = await findProject(run.ctx.db, name);
    }
    this.projects.set(name, row);
    return row;
  }

  private async takeInto(
    projectName: string,
    project: ProjectRow | null,
    runs: readonly ZenRun[],
  ): Promise<void> {
    const { ctx } = this.run;
    const names = runs.map(({ name }) => name);
    const here =
      project === null
        ? new Map()
        : new Map((await runsOfNames(ctx.db, project.id, names)).map((row) => [row.run.name, row]));
    const fresh = new Map<string, PreparedRun>();
    for (const item of runs) {
      const met = this.meet(projectName, item);
      if (met !== null) {
        this.tell(item, met);
        continue;
      }
      const prepared = await prepareRun(this.run, item, () => this.stackOf(item.stack.name));
      const found = here.get(item.name);
      if (found === undefined) {
        fresh.set(item.name, prepared);
        continue;
      }
      const fields = runDifferences(ctx, prepared, found);
      this.tell(item, { action: fields.length === 0 ? 'present' : 'differs', notes: anotherOne(fields) });
    }
    if (this.run.dryRun) {
      for (const { item, notes } of fresh.values()) this.tell(item, { action: 'take', notes });
    } else if (project !== null && fresh.size > 0) await this.insert(project, [...fresh.values()]);
  }

  /** What becomes of a run of which this import has met another one, by what the two say; null for the first. */
  private meet(projectName: string, item: ZenRun): Outcome | null {
    const key = JSON.stringify([projectName, item.name]);
    const digest = createHash('sha256').update(JSON.stringify(item)).digest('base64');
    const earlier = this.run.runsMet.get(key);
    this.run.runsMet.set(key, earlier ?? digest);
    if (earlier === undefined) return null;
    return earlier === digest
      ? { action: 'present', notes: [] }
      : {
          action: 'differs',
          notes: ['An earlier run of this import has the same name, and that one counts.'],
        };
  }

  /** All of a batch, or, where the database refuses something of it, one by one. */
  private async insert(project: ProjectRow, prepared: readonly PreparedRun[]): Promise<void> {
    try {
      const made = await writeRuns(this.run.ctx, { project, prepared, pipelines: this.pipelines });
      this.pipelines.committed();
      for (const { item, notes } of prepared)
        this.tell(
          item,
          made.has(item.name)
            ? { action: 'take', notes }
            : { action: 'present', notes: ['Somebody has just registered a run of this name.'] },
        );
    } catch (error) {
      // 22xxx: a value that PostgreSQL does not take.
      if (!/^22/.test(sqlState(error) ?? '')) throw error;
      const [only, ...others] = prepared;
      if (others.length > 0) for (const each of prepared) await this.insert(project, [each]);
      else if (only !== undefined)
        this.tell(only.item, { action: 'refused', notes: ['The database does not take a value of it.'] });
    }
  }

  private async stackOf(name: string): Promise<string | null> {
    const known = this.stacks.get(name);
    if (known !== undefined) return known;
    const id = (await findStack(this.run.ctx.db, name))?.id ?? null;
    this.stacks.set(name, id);
    return id;
  }

  private tell({ name, pipeline }: ZenRun, outcome: Outcome): void {
    this.run.tell(
      'pipeline_run',
      name.startsWith(pipeline.name) ? name : `${pipeline.name} / ${name}`,
      outcome,
    );
  }
}

interface ImportedRuns {
  readonly project: Pick<ProjectRow, 'id'>;
  readonly prepared: readonly PreparedRun[];
  readonly pipelines: PipelineTable;
}

/** Names of those that were written: the others have just been registered by somebody else. */
const writeRuns = declareWrite({
  verb: 'importRuns',
  asks: ['pipeline_run:create'],
  audits: ['pipeline_run.create'],
  example: async ({ idOf, fresh }): Promise<ImportedRuns> => ({
    project: { id: await idOf('project') },
    prepared: [exampleRun(fresh('run'))],
    pipelines: new PipelineTable(),
  }),
  ready: (ctx: Ctx, { project }: ImportedRuns) =>
    authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'create', projectId: project.id }),
  write: async ({ tx, ctx, tell, tellNothing }, _, { project, prepared, pipelines }) => {
    pipelines.begin();
    const rows = [];
    for (const each of prepared) {
      const pipelineId = await pipelines.rowFor(tx, ctx, project.id, each);
      rows.push({ ...each.row, projectId: project.id, pipelineId });
    }
    const steps = prepared.flatMap((each) => each.steps.map((step) => ({ ...step, projectId: project.id })));
    const made = await insertRuns(tx, rows, steps);
    if (made.size === 0) tellNothing();
    for (const { item, row } of prepared) {
      if (!made.has(item.name)) continue;
      const { name, pipeline, stack, gitSha: commit, clientVersion } = item;
      tell({
        action: 'pipeline_run.create',
        resourceType: 'pipeline_run',
        resourceId: row.id,
        resourceName: name,
        projectId: project.id,
        changes: changesBetween(null, {
          name,
          stack: stack.name,
          commit,
          clientVersion,
          startedAt: row.startedAt.toISOString(),
          pipeline: pipeline.name,
        }),
        details: { imported: true, creator: row.createdByName, claimedUser: row.claimedUserId ?? null },
      });
    }
    return made;
  },
});

const refusedProject = (name: string) => new DomainError('not_found', `Its project ${name} was not taken.`);

const anotherOne = (fields: readonly string[]): string[] =>
  fields.length === 0 ? [] : [`Another is here: ${fields.join(', ')}.`];
