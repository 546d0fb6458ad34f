import type { ReactNode } from 'react';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { Hallmark } from '@/components/hallmark/hallmark';
import { RunCommit, RunFacts } from '@/components/runs/run-facts';
import { runTitle } from '@/components/runs/run-title';
import { runVerdict } from '@/components/runs/run-verdict';
import { LinkButton } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { PageHead } from '@/components/ui/page-head';
import { PrintFoot } from '@/components/ui/print-foot';
import { type Tab, Tabs } from '@/components/ui/tabs';
import type { Ctx } from '@/lib/core/ctx';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { FullRun } from '@/lib/runs/full-run';
import { startOf } from '@/lib/runs/run-start';
import { type RunPart, runPage } from './open';

interface ChromeProps {
  readonly ctx: Ctx;
  readonly run: FullRun;
  readonly part: RunPart;
  readonly children: ReactNode;
}

/** What every part of a run's page has around it: title, hallmark, acts, tabs, facts. */
export async function RunChrome({ ctx, run, part, children }: ChromeProps) {
  const { project, projectId, pipeline, name, status, steps } = run;
  const required = { operation: 'pipeline_run', projectId, type: 'delete' } as const;
  const mayDelete = await whyNot(ctx, required);
  const permalink = `${runtime().url}${url.runPermalink(run.id)}`;
  return (
    <>
      <PrintFoot lines={[permalink]} />
      <PageHead
        title={runTitle(pipeline, name, startOf(pipeline, name))}
        under={
          <>
            <Hallmark
              who={run.createdBy}
              what="run"
              verdict={runVerdict(status, steps.length)}
              when={run.startedAt}
            />
            <span>
              on {run.stack.name}
              {run.gitSha !== null && (
                <>
                  {' '}
                  at <RunCommit run={run} />
                </>
              )}
            </span>
          </>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={run.id} projectId={run.projectId} />
            <CopyButton text={permalink} label="Copy link to this run" hotkey="y">
              Copy link
            </CopyButton>
            <LinkButton href={url.pickRuns(project, [run.id])} hotkey="c">
              Compare
            </LinkButton>
            <ActionLink label="Delete" href={runPage({ project, run: name }, 'delete')} why={mayDelete} />
          </>
        }
      />
      <Tabs label="Parts of the run" tabs={tabsOf(run, part)} />
      <div className="with-aside [--aside:264px]">
        <div className="min-w-0">{children}</div>
        <aside aria-label="Facts">
          <RunFacts run={run} permalink={permalink} now={ctx.now} />
        </aside>
      </div>
    </>
  );
}

function tabsOf({ project, name, steps, artifacts, stack }: FullRun, here: RunPart): Tab[] {
  const tab = (part: RunPart, label: string, count?: number): Tab => ({
    label,
    href: runPage({ project, run: name }, part),
    isHere: part === here,
    ...(count !== undefined && { count }),
  });
  return [
    tab(null, 'Steps', steps.length),
    tab('stack', 'Stack', stack.components.length),
    tab('configuration', 'Configuration'),
    tab('artifacts', 'Artifacts', artifacts),
  ];
}
