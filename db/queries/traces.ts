import { and, arrayOverlaps, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
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
export async function scenarioIdsOfCards(executor: Executor, at: InModel): Promise<string[]> {
  const rows = await executor
    .select({ qasIds: artifacts.qasIds })
    .from(artifacts)
    .where(and(ofModel(at), isNull(artifacts.versionId), eq(artifacts.type, 'card')))
    .orderBy(artifacts.identifier);
  return rows.flatMap(({ qasIds }) => qasIds);
}

/** Heads of a model's cards or suites with their bodies, by name; `naming`: only those with one of these scenario ids. */
export function modelBodies(
  executor: Executor,
  at: InModel,
  type: 'card' | 'suite',
  naming: readonly string[] | null,
): Promise<{ identifier: string; body: string }[]> {
  return executor
    .select({ identifier: artifacts.identifier, body: artifactRevisions.body })
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
        (select json_agg(key) from json_object_keys(${body}::json -> 'results') key) end`,
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
