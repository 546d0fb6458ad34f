import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ConnectZenml } from '@/components/forms/connect-zenml';
import { EmptyYet } from '@/components/lists/empty';
import { Skeleton } from '@/components/lists/skeleton';
import { ArtifactRows } from '@/components/models/artifact-columns';
import { RunRows } from '@/components/runs/run-columns';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { recentArtifacts } from '@/lib/artifacts/recent-artifacts';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { recentModels } from '@/lib/models/recent-models';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines } from '@/lib/next/paste';
import { recentRuns } from '@/lib/runs/recent-runs';
import { createTokenAction } from './account/actions';

export const metadata: Metadata = { title: 'Home' };

export default async function HomePage() {
  await signedInCtx();
  return (
    <>
      <PageHead title="Home" under="The latest runs and artifacts of every project that you can read." />
      <Suspense fallback={<Skeleton rows={8} label="Recent artifacts" />}>
        <Recent />
      </Suspense>
    </>
  );
}

async function Recent() {
  const ctx = await signedInCtx();
  const runs = await recentRuns(ctx, { limit: 10 });
  const artifacts = await recentArtifacts(ctx, { limit: 10 });
  const models = await recentModels(ctx, { limit: 8 });
  if (runs.length === 0 && artifacts.length === 0 && models.length === 0)
    return (
      <EmptyYet title="Nothing has been written yet">
        <p className="text-ink-2">
          Runs, models and their artifacts appear here as they are written. Point an MLTE client at this
          store, with your own password, and its first save creates the model and its version, too:
        </p>
        <Snippet title="Python, mlte 2.3" code={pythonLines('default', actorName(ctx.actor))} />
        <p className="text-ink-2">A ZenML client takes an address that holds a token of yours:</p>
        <ConnectZenml action={createTokenAction} accountHref={`${url.account()}#tokens`} project={null} />
        <p className="text-ink-2">
          To bring in an existing store as a whole,{' '}
          <a href={url.import()} className="link">
            import it
          </a>
          .
        </p>
      </EmptyYet>
    );
  return (
    <div className="with-aside [--aside:264px]">
      <div className="flex min-w-0 flex-col gap-8">
        <section aria-labelledby="recent-runs">
          <h2 id="recent-runs" className="mb-1">
            Runs
          </h2>
          {runs.length === 0 ? (
            <p className="text-ink-2">None yet.</p>
          ) : (
            <RunRows label="Recent runs" runs={runs} now={ctx.now} withProject />
          )}
        </section>
        <section aria-labelledby="recent-artifacts" className="min-w-0">
          <h2 id="recent-artifacts" className="mb-1">
            Artifacts
          </h2>
          {artifacts.length === 0 ? (
            <p className="text-ink-2">None yet.</p>
          ) : (
            <ArtifactRows label="Recent artifacts" artifacts={artifacts} now={ctx.now} withPlace />
          )}
        </section>
      </div>
      <section aria-labelledby="recent-models" className="min-w-0">
        <h2 id="recent-models" className="mb-1">
          New models
        </h2>
        {models.length === 0 && <p className="text-ink-2">None yet.</p>}
        <ul>
          {models.map(({ id, name, project, createdAt }) => (
            <li key={id} className="flex justify-between gap-3 border-b border-rule py-[7px]">
              <span className="min-w-0">
                <a href={url.model(project, name)} className="font-medium">
                  {name}
                </a>
                <span className="block text-ink-3">{project}</span>
              </span>
              <span className="text-ink-2">
                <RelativeTime at={createdAt} now={ctx.now} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
