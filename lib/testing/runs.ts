import type { Ctx } from '@/lib/core/ctx';
import { registerRun } from '@/lib/runs/register-run';
import type { PostedRun, PostedStep, Run } from '@/lib/runs/run';
import { unique } from './world';

/** A run as a client posts it; `steps` by name, or whole. */
export function postedRun({
  pipeline = 'training',
  steps = ['importer', 'trainer'],
  stack = 'default',
  configuration = {},
  ...over
}: Partial<Omit<PostedRun, 'pipeline' | 'stack'>> & {
  readonly pipeline?: string;
  readonly steps?: readonly (string | (Partial<PostedStep> & { readonly name: string }))[];
  readonly stack?: string | PostedRun['stack'];
  readonly configuration?: unknown;
} = {}): PostedRun {
  const given = steps.map((step) => (typeof step === 'string' ? { name: step } : step));
  return {
    name: unique('run'),
    clientVersion: '0.8.1',
    gitSha: null,
    pipeline: {
      name: pipeline,
      docstring: null,
      steps: given.map((step) => ({ docstring: null, ...step })),
    },
    pipelineText: JSON.stringify({
      name: pipeline,
      docstring: null,
      steps: given.map(({ name }) => ({ name })),
    }),
    stack: typeof stack === 'string' ? { name: stack, components: [] } : stack,
    stackText: null,
    runtimeConfigurationText: JSON.stringify(configuration),
    claimedUserId: null,
    project: null,
    ...over,
  };
}

/** Registers such a run in a project. */
export const makeRun = (
  ctx: Ctx,
  project: string,
  over: Parameters<typeof postedRun>[0] = {},
): Promise<Run> => registerRun(ctx, postedRun({ project, ...over }));
