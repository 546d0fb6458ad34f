import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import type { ObjectPart } from '@/lib/core/urls';
import type { Model } from '@/lib/models/model';
import { readModel } from '@/lib/models/read-model';
import { readVersion } from '@/lib/models/read-version';
import type { Version } from '@/lib/models/version';
import { modelPage, versionPage, whereNow } from '@/lib/next/follow';
import { type Found, find } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

interface ModelAt {
  readonly project: string;
  readonly model: string;
}

interface VersionAt extends ModelAt {
  readonly version: string;
}

/** The model that an address means, or what became of it; an old name leads to where it is now. */
export async function openModel(
  at: ModelAt,
  part: ObjectPart | null,
): Promise<{ ctx: Ctx; found: Found<Model> }> {
  const ctx = await signedInCtx();
  const found = await find(readModel(ctx, at), () => whereNow(ctx, at, (now) => modelPage(now, part)));
  return { ctx, found };
}

/** As {@link openModel} for a version. */
export async function openVersion(
  at: VersionAt,
  part: ObjectPart | null,
): Promise<{ ctx: Ctx; found: Found<Version> }> {
  const ctx = await signedInCtx();
  const found = await find(readVersion(ctx, at), () => whereNow(ctx, at, (now) => versionPage(now, part)));
  return { ctx, found };
}
