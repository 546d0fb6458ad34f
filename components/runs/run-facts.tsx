import type { ReactNode } from 'react';
import { Key } from '@/components/ui/button';
import { type Fact, Facts } from '@/components/ui/facts';
import { RelativeTime } from '@/components/ui/relative-time';
import { instantText, relativeText } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import type { FullRun, RunNeighbour } from '@/lib/runs/full-run';
import { durationText } from './duration';

interface RunFactsProps {
  readonly run: FullRun;
  readonly permalink: string;
  readonly now: Date;
}

/** Who ran what, when, on which stack and commit, and the runs before and after. */
export function RunFacts({ run, permalink, now }: RunFactsProps) {
  const { pipelineRuns, steps, createdAt, startedAt } = run;
  const isLate = Math.abs(createdAt.getTime() - startedAt.getTime()) >= 1000;
  const facts: Fact[] = [
    { term: 'Started', value: <When at={startedAt} now={now} /> },
    { term: run.endedAt === null ? 'Running for' : 'Took', value: tookText(run, now) },
    { term: 'Registered', value: isLate && <When at={createdAt} now={now} /> },
    { term: 'By', value: run.createdBy },
    {
      term: 'Status from its client',
      value: run.claimedUser && (run.claimedUser.name ?? <code>{run.claimedUser.id}</code>),
    },
    {
      term: 'Pipeline',
      value: (
        <>
          <a href={url.pipeline(run.project, run.pipeline)} className="link">
            {run.pipeline}
          </a>{' '}
          <span className="text-ink-3">
            {counted(steps.length, 'step')}, {counted(pipelineRuns, 'run')}
          </span>
        </>
      ),
    },
    { term: 'Stack as it was', value: <StackName run={run} /> },
    { term: 'Commit', value: <RunCommit run={run} /> },
    { term: 'Client', value: run.clientVersion && `ZenML ${run.clientVersion}` },
    {
      term: 'Run before',
      value: run.previous && <Neighbour run={run} to={run.previous} hotkey="p" now={now} />,
    },
    { term: 'Run after', value: run.next && <Neighbour run={run} to={run.next} hotkey="n" now={now} /> },
    {
      term: 'Permalink',
      value: (
        <a href={permalink} className="link">
          <code className="[overflow-wrap:anywhere] print:hidden">{url.runPermalink(run.id)}</code>
          <code className="hidden print:inline">{permalink}</code>
        </a>
      ),
    },
  ];
  return <Facts facts={facts} />;
}

const counted = (n: number | string, noun: string): string =>
  `${typeof n === 'number' ? n.toLocaleString('en') : n} ${n === 1 ? noun : `${noun}s`}`;

/** The exact time and, while that is a span, how long ago. */
function When({ at, now }: { readonly at: Date; readonly now: Date }): ReactNode {
  const { text, isSpan } = relativeText(at, now);
  return (
    <time dateTime={at.toISOString()}>
      {instantText(at)}
      {isSpan && <span className="text-ink-3"> {text} ago</span>}
    </time>
  );
}

function tookText({ startedAt, endedAt, status }: FullRun, now: Date): string | null {
  if (endedAt !== null) return durationText(endedAt.getTime() - startedAt.getTime());
  return status === 'running' ? durationText(now.getTime() - startedAt.getTime()) : null;
}

/** Only a stack that was registered has a page. */
function StackName({ run: { stack, stackId } }: { readonly run: FullRun }) {
  if (stackId === null) return stack.name;
  return (
    <a href={url.stack(stack.name)} className="link">
      {stack.name}
    </a>
  );
}

/** Links to where the project says its commits are shown. */
export function RunCommit({ run: { gitSha, commitUrl } }: { readonly run: FullRun }) {
  if (gitSha === null) return <span className="text-ink-3">none recorded</span>;
  const code = <code title={gitSha}>{gitSha.slice(0, 12)}</code>;
  if (commitUrl === null) return code;
  return (
    <a href={commitUrl} rel="noreferrer" className="link">
      {code}
    </a>
  );
}

interface NeighbourProps {
  readonly run: FullRun;
  readonly to: RunNeighbour;
  readonly hotkey: string;
  readonly now: Date;
}

function Neighbour({ run, to, hotkey, now }: NeighbourProps) {
  return (
    <>
      <a href={url.run(run.project, to.name)} data-hotkey={hotkey} className="link">
        <code className="[overflow-wrap:anywhere]">{to.name}</code>
      </a>{' '}
      <span className="whitespace-nowrap text-ink-3">
        <RelativeTime at={to.startedAt} now={now} ago /> <Key dim>{hotkey}</Key>
      </span>
    </>
  );
}
