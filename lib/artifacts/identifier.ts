import { ARTIFACT_TYPES } from '@/db/schema';
import { checkName } from '@/lib/core/name';
import type { ArtifactType } from './artifact';
import type { EvidenceBody } from './body';

/** The type that a full identifier begins with, or null when it is not one. It decides the level, and so the place. */
export function typeOfIdentifier(identifier: string): ArtifactType | null {
  return ARTIFACT_TYPES.find((type) => identifier.startsWith(`${type}.`)) ?? null;
}

/** The identifier with its type in front, once. */
export function prefixed(type: ArtifactType, identifier: string): string {
  return identifier.startsWith(`${type}.`) ? identifier : `${type}.${identifier}`;
}

const STAMPED = /-\d{8}-\d{6}$/;

/**
 * The full identifier under which a posted artifact is stored: evidence is named after its test case, whatever the
 * header says; a report carries the time of its making, which current clients append themselves. `keep`: it comes
 * from another store and stays what it was. `invalid` when it is no good name.
 */
export function identify(
  posted: { type: ArtifactType; identifier: string },
  body: unknown,
  now: Date,
  keep: boolean,
): string {
  const { type } = posted;
  const base = type === 'evidence' ? (body as EvidenceBody).metadata.test_case_id : posted.identifier;
  let identifier = prefixed(type, base);
  if (type === 'report' && !keep && !STAMPED.test(identifier)) identifier += `-${compact(now)}`;
  const path = type === 'evidence' ? 'body.metadata.test_case_id' : 'header.identifier';
  checkName(identifier, 'artifact identifier', 'free', path);
  return identifier;
}

/** `20261122-084500`, in UTC. */
function compact(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
