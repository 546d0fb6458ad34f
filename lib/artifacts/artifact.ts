import type { ArtifactRow, RevisionRow } from '@/db/queries/artifacts';
import type { ARTIFACT_LEVELS, ARTIFACT_TYPES } from '@/db/schema';
import type { ArtifactSummary } from './summary';

export type ArtifactType = (typeof ARTIFACT_TYPES)[number];
export type ArtifactLevel = (typeof ARTIFACT_LEVELS)[number];

/** Cards and suites are seen from every version of their model; the rest belong to one. Nobody chooses. */
export const LEVEL_OF: Readonly<Record<ArtifactType, ArtifactLevel>> = {
  card: 'model',
  suite: 'model',
  evidence: 'version',
  results: 'version',
  report: 'version',
};

/** Names of where an artifact is. `version` is null for model-level ones. */
export interface ArtifactLocation {
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
}

/** An artifact without its body, at its head revision. Instants in UTC. */
export interface ArtifactHead extends ArtifactLocation {
  readonly id: string;
  readonly projectId: string;
  readonly modelId: string;
  readonly versionId: string | null;
  readonly type: ArtifactType;
  /** The full one: `<type>.<id>`. */
  readonly identifier: string;
  readonly level: ArtifactLevel;
  readonly headRevision: number;
  /** A few facts for lists and the hallmark. */
  readonly summary: ArtifactSummary;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Whether a number can be one of a revision at all; others never reach the database. */
export function isRevision(revision: number): boolean {
  return Number.isInteger(revision) && revision > 0 && revision < 2 ** 31;
}

/** One write of an artifact. */
export interface Revision {
  readonly revision: number;
  /** Creator and time that clients see; a claim when they differ from the next two. Null only when claimed so. */
  readonly creator: string | null;
  readonly stampedAt: Date;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  /** Hex SHA-256 of exactly the stored body. */
  readonly sha256: string;
  /** Bytes of the stored body in UTF-8. */
  readonly size: number;
}

/** An artifact at one of its revisions. */
export interface Artifact extends ArtifactHead {
  readonly revision: Revision;
  /** The stored JSON text of that revision, as posted. Replies to clients use `artifactReplyText`. */
  readonly body: string;
}

export function presentArtifactHead(row: ArtifactRow, location: ArtifactLocation): ArtifactHead {
  return {
    ...location,
    id: row.id,
    projectId: row.projectId,
    modelId: row.modelId,
    versionId: row.versionId,
    type: row.type,
    identifier: row.identifier,
    level: row.level,
    headRevision: row.headRevision,
    summary: row.summary as ArtifactSummary,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

export function presentRevision(row: Omit<RevisionRow, 'body'>): Revision {
  return {
    revision: row.revision,
    creator: row.creatorName,
    stampedAt: row.stampedAt,
    writtenBy: row.createdByName,
    writtenAt: row.createdAt,
    sha256: row.sha256,
    size: row.size,
  };
}

export function presentArtifact(
  row: ArtifactRow,
  location: ArtifactLocation,
  revision: RevisionRow,
): Artifact {
  return { ...presentArtifactHead(row, location), revision: presentRevision(revision), body: revision.body };
}
