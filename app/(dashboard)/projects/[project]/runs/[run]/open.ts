import 'server-only';
import type { Metadata } from 'next';
import { cache } from 'react';
import type { Ctx } from '@/lib/core/ctx';
import { type ObjectPart, url } from '@/lib/core/urls';
import { whereNow } from '@/lib/next/follow';
import { type Found, find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import type { FullRun } from '@/lib/runs/full-run';
import { readRun } from '@/lib/runs/read-run';

export type RunParams = Promise<{ project: string; run: string }>;

export interface RunAt {
  readonly project: string;
  readonly run: string;
}

/** The parts of a run's page, each with an address; null is the page itself. */
export type RunPart = Extract<ObjectPart, 'stack' | 'configuration' | 'artifacts' | 'delete'> | null;

/** Address of a run's page, or of a part of it. */
export const runPage = ({ project, run }: RunAt, part: RunPart): string =>
  part === null ? url.run(project, run) : url.part(url.run(project, run), part);

const read = cache((ctx: Ctx, project: string, run: string) => readRun(ctx, { project, run }));

/** The run that an address means, or what became of it; a former name of its project leads to where it is now. */
export async function openRun(
  params: RunParams,
  part: RunPart,
): Promise<{ ctx: Ctx; at: RunAt; found: Found<FullRun> }> {
  const ctx = await signedInCtx();
  const at = await names(params);
  const found = await find(read(ctx, at.project, at.run), () =>
    whereNow(ctx, { project: at.project }, ({ project }) => runPage({ project, run: at.run }, part)),
  );
  return { ctx, at, found };
}

/** `smoke-26_May_22… · Runs`: from the address, so that it costs no query. */
export async function runMetadata(params: RunParams, part: string): Promise<Metadata> {
  const { run, project } = await params;
  return { title: [run, part, project].filter((word) => word !== '').join(' · ') };
}
