import 'server-only';
import { cache } from 'react';
import type { Artifact } from '@/lib/artifacts/artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import type { Ctx } from '@/lib/core/ctx';
import type { ObjectPart } from '@/lib/core/urls';
import { whereNow } from '@/lib/next/follow';
import { go } from '@/lib/next/go';
import { type Found, find } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { type At, pageAddress } from './address';

export interface OpenArtifact {
  readonly ctx: Ctx;
  readonly found: Found<Artifact>;
}

const read = cache(
  (ctx: Ctx, project: string, model: string, version: string | null, artifact: string, revision?: number) =>
    readArtifact(ctx, {
      project,
      model,
      version,
      artifact,
      ...(revision === undefined ? {} : { revision }),
    }),
);

/**
 * The artifact that an address means, or what became of it. A model-level one under a version's address leads to its
 * own; an old name leads to where it is now.
 */
export async function openArtifact(
  at: At,
  part: ObjectPart | null,
  revision?: number,
): Promise<OpenArtifact> {
  const ctx = await signedInCtx();
  const names = {
    project: at.project,
    model: at.model,
    ...(at.version === null ? {} : { version: at.version }),
  };
  const found = await find(read(ctx, at.project, at.model, at.version, at.artifact, revision), () =>
    whereNow(ctx, names, ({ project, model, version = null }) =>
      model === undefined ? null : pageAddress({ ...at, project, model, version }, part, revision),
    ),
  );
  if (found.value !== null && found.value.level === 'model' && at.version !== null)
    go(pageAddress({ ...at, version: null }, part, revision));
  return { ctx, found };
}
