import { createTokenAction } from '@/app/(dashboard)/account/actions';
import { WhyNot } from '@/components/access/why-not';
import { ConnectZenml } from '@/components/forms/connect-zenml';
import { EmptyYet } from '@/components/lists/empty';
import { url } from '@/lib/core/urls';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { DEFAULT_PROJECT } from '@/lib/projects/project';

/** What would be in a project's lists of runs and pipelines, and how the first run comes about. */
export async function NoRunsYet({
  project,
  what = 'runs',
}: {
  readonly project: { readonly id: string; readonly name: string };
  readonly what?: 'runs' | 'pipelines';
}) {
  const ctx = await signedInCtx();
  const why = await whyNot(ctx, { operation: 'pipeline_run', type: 'create', projectId: project.id });
  return (
    <EmptyYet title={`No ${what} in ${project.name} yet`}>
      <p className="max-w-[72ch] text-ink-2">
        A run keeps its steps, the stack as it was, the configuration, the commit, and who started it when.
        Every pipeline that a connected ZenML client runs appears here by itself.
      </p>
      {why === null ? (
        <ConnectZenml
          action={createTokenAction}
          accountHref={`${url.account()}#tokens`}
          project={project.name === DEFAULT_PROJECT ? null : project.name}
        />
      ) : (
        <div className="relative">
          <WhyNot label="Connect a ZenML client" why={why} side="left" />
        </div>
      )}
    </EmptyYet>
  );
}
