import { type ObjectPart, queryText, url } from '@/lib/core/urls';
import { names } from '@/lib/next/load';

/** Path parameters of an artifact's pages; those of model-level artifacts have no version. */
export type ArtifactParams = Promise<{
  project: string;
  model: string;
  version?: string;
  artifact: string;
}>;

/** Names of where an artifact is, as verbs take them. */
export interface At {
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
  readonly artifact: string;
}

export async function addressOf(params: ArtifactParams): Promise<At> {
  const given = await names(params as Promise<Record<string, string>>);
  const { project = '', model = '', version, artifact = '' } = given;
  return { project, model, version: version ?? null, artifact };
}

/** Address of an artifact's page or of one below it, at a revision or at the head. */
export function pageAddress(at: At, part: ObjectPart | null, rev?: number): string {
  const object = url.artifact(at.project, at.model, at.version, at.artifact);
  return part === null
    ? `${object}${queryText({ rev })}`
    : url.part(object, part, rev === undefined ? {} : { rev });
}

/** The revision that `?rev=` asks for; undefined for the head and for what is no number. */
export function revisionOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
