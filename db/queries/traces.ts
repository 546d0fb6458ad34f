import { type AnyColumn, and, arrayOverlaps, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { artifactRevisions, artifacts, versions } from '../schema';
import { HEAD_REVISION } from './artifacts';

/** The model whose artifacts are asked about. */
export interface InModel {
  readonly projectId: string;
  readonly modelId: string;
}

const ofModel = ({ projectId, modelId }: InModel) =>
  and(eq(artifacts.projectId, projectId), eq(artifacts.modelId, modelId), isNull(artifacts.deletedAt));

/** Scenario ids that the living cards of a model define, card by card in the order of their names. */
export function scenarioIdsOfCards(
  executor: Executor,
  at: InModel,
): Promise<{ qasIds: string[]; headRevision: number }[]> {
  return executor
    .select({ qasIds: artifacts.qasIds, headRevision: artifacts.headRevision })
    .from(artifacts)
    .where(and(ofModel(at), isNull(artifacts.versionId), eq(artifacts.type, 'card')))
    .orderBy(artifacts.identifier);
}

/** Heads of a model's cards or suites with their bodies, by name; `naming`: only those with one of these scenario ids. */
export function modelBodies(
  executor: Executor,
  at: InModel,
  type: 'card' | 'suite',
  naming: readonly string[] | null,
): Promise<{ identifier: string; body: string; writtenAt: Date }[]> {
  return executor
    .select({
      identifier: artifacts.identifier,
      body: artifactRevisions.body,
      writtenAt: artifactRevisions.createdAt,
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, HEAD_REVISION)
    .where(
      and(
        ofModel(at),
        isNull(artifacts.versionId),
        eq(artifacts.type, type),
        naming === null ? undefined : arrayOverlaps(artifacts.qasIds, [...naming]),
      ),
    )
    .orderBy(artifacts.identifier);
}

/** Revisions that it takes for a card to have a scenario, to lose it and to get it again. */
export const RENEWING_REVISIONS = 3;

/** All revisions of the living cards of a model that have {@link RENEWING_REVISIONS}; card by card, oldest first. */
export function cardHistories(
  executor: Executor,
  at: InModel,
): Promise<{ artifactId: string; body: string; at: Date }[]> {
  return executor
    .select({
      artifactId: artifactRevisions.artifactId,
      body: artifactRevisions.body,
      at: artifactRevisions.createdAt,
    })
    .from(artifacts)
    .innerJoin(
      artifactRevisions,
      and(
        eq(artifactRevisions.projectId, artifacts.projectId),
        eq(artifactRevisions.artifactId, artifacts.id),
      ),
    )
    .where(
      and(
        ofModel(at),
        isNull(artifacts.versionId),
        eq(artifacts.type, 'card'),
        gte(artifacts.headRevision, RENEWING_REVISIONS),
      ),
    )
    .orderBy(artifacts.id, artifactRevisions.revision);
}

/** The highest number that any revision of a card of this name ever gave a scenario, deleted cards included; 0: none. */
export async function highestScenarioNumber(executor: Executor, at: InModel, card: string): Promise<number> {
  const [row] = await executor.execute<{ highest: number }>(sql`
    select coalesce(max(found.number[1]::integer), 0) as highest
    from artifacts a
    join artifact_revisions r on r.project_id = a.project_id and r.artifact_id = a.id
    cross join lateral regexp_matches(r.body, 'qas_([0-9]{1,9})"', 'g') as found(number)
    where a.project_id = ${at.projectId}::uuid and a.model_id = ${at.modelId}::uuid and a.type = 'card'
      and a.identifier = ${card}`);
  return Number(row?.highest ?? 0);
}

/** Whether a revision of this artifact before its head names one of these scenarios. */
export async function isScenarioTaken(
  executor: Executor,
  artifact: { readonly projectId: string; readonly id: string; readonly headRevision: number },
  ids: readonly string[],
): Promise<boolean> {
  const [row] = await executor.execute(sql`
    select 1 from artifact_revisions r
    where r.project_id = ${artifact.projectId}::uuid and r.artifact_id = ${artifact.id}::uuid
      and r.revision < ${artifact.headRevision}::integer
      and exists (select 1 from json_array_elements_text(${JSON.stringify(ids)}::text::json) named
        where strpos(r.body, to_json(named)::text) > 0)
    limit 1`);
  return row !== undefined;
}

/** Which of these version-level identifiers are there, in which versions. */
export async function versionsHolding(
  executor: Executor,
  at: InModel,
  identifiers: readonly string[],
): Promise<{ identifier: string; version: string }[]> {
  if (identifiers.length === 0) return [];
  return executor
    .select({ identifier: artifacts.identifier, version: versions.name })
    .from(artifacts)
    .innerJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(and(ofModel(at), isNotNull(artifacts.versionId), inArray(artifacts.identifier, [...identifiers])))
    .orderBy(artifacts.identifier, versions.createdAt);
}

/** A body as a database takes it for JSON: what Python wrote for numbers that are none stands as null. */
const strict = (body: AnyColumn) =>
  sql`regexp_replace(${body}, '([:,[]\\s*)-?(?:NaN|Infinity)(?=\\s*[],}])', '\\1null', 'g')`;

/** Bodies above this many bytes are not taken apart to see which test cases they name. */
const READ_UP_TO = 1_048_576;

/** Results of a suite and the test cases that each has a result for; null where the body is too big to ask. */
export async function casesOfResults(
  executor: Executor,
  at: InModel,
  suite: string,
  limit: number,
): Promise<{ identifier: string; version: string; cases: string[] | null }[]> {
  const { body, size } = artifactRevisions;
  return executor
    .select({
      identifier: artifacts.identifier,
      version: versions.name,
      cases: sql<string[] | null>`case when ${size} <= ${READ_UP_TO} then
        (select json_agg(key) from json_object_keys(${strict(body)}::json -> 'results') key) end`,
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, HEAD_REVISION)
    .innerJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(and(ofModel(at), eq(artifacts.type, 'results'), eq(sql`${artifacts.summary} ->> 'suite'`, suite)))
    .orderBy(sql`${artifacts.updatedAt} desc`)
    .limit(limit);
}
