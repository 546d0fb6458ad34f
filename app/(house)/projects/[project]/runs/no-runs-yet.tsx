import { ConnectZenml } from '@/components/forms/connect-zenml';
import { EmptyYet } from '@/components/lists/empty';
import { Note } from '@/components/ui/note';
import { DEFAULT_PROJECT } from '@/lib/access/project';
import { url } from '@/lib/core/urls';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { createToken } from '../../../account/actions';

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
          action={createToken}
          accountHref={`${url.account()}#tokens`}
          project={project.name === DEFAULT_PROJECT ? null : project.name}
        />
      ) : (
        <Note>{why}</Note>
      )}
    </EmptyYet>
  );
}
