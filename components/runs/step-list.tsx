import { Fragment } from 'react';
import { type Column, Table } from '@/components/artifact/table';
import type { RunStep } from '@/lib/runs/full-run';
import { durationText } from './duration';
import { placesOf } from './graph-edges';
import { RunStatus } from './run-status';
import { stepAnchor } from './step-anchor';
import { type Span, spansOf } from './step-spans';

interface StepListProps {
  readonly steps: readonly RunStep[];
  /** The clock of the request: where the bar of what still runs ends. */
  readonly now: Date;
}

interface PlacedStep extends RunStep {
  readonly place: number;
  readonly span: Span | null;
}

/** On narrow screens what is told of a step stands in a line below it, and the bars have no room. */
const NARROW =
  'max-sm:[&_td+td]:mr-6! max-sm:[&_td+td]:inline-block! max-sm:[&_td+td]:pl-8 max-sm:[&_td+td+td]:pl-0 max-sm:[&_td:empty]:hidden! max-sm:[&_td:has(.span-bar)]:hidden!';

/** Steps in the order in which the client sent them, with a bar each where times, or the order of many, are known. */
export function StepList({ steps, now }: StepListProps) {
  const spans = spansOf(steps, now);
  const places = placesOf(steps);
  const isReported = steps.some(({ status }) => status !== 'unknown');
  const columns: Column<PlacedStep>[] = [
    {
      head: 'Step',
      isTitle: true,
      width: 'w-[36%]',
      cell: ({ place, name, docstring }) => (
        <div className="step-name" data-number={place + 1}>
          {name.trim() === '' ? <span className="text-ink-3">no name</span> : <bdi>{name}</bdi>}
          {docstring !== null && docstring.trim() !== '' && <p>{docstring.trim()}</p>}
        </div>
      ),
    },
    { head: 'After', cell: ({ upstream }) => upstream && <After upstream={upstream} places={places} /> },
    { head: 'Status', cell: ({ status }) => isReported && <RunStatus status={status} /> },
    {
      head: spans?.by === 'order' ? 'Place in the order' : 'When',
      width: 'w-[26%]',
      cell: ({ span, status }) => span && <Bar span={span} status={status} />,
    },
    { head: 'Took', isNumeric: true, cell: (step) => tookText(step, now) },
  ];
  const rows = steps.map((step, place) => ({ ...step, place, span: spans?.of[place] ?? null }));
  return (
    <div className={NARROW}>
      {spans?.by === 'order' && (
        <p className="mb-2 text-ink-3">
          Too many steps for a graph, and nobody reported times: the bars show how many steps must come
          before.
        </p>
      )}
      <Table
        label={`Steps${spans?.total ? `, over ${durationText(spans.total)}` : ''}`}
        columns={columns}
        rows={rows}
        rowId={({ place }) => stepAnchor(place)}
      />
    </div>
  );
}

interface AfterProps {
  readonly upstream: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** The steps that one waits for, as links to their rows. */
function After({ upstream, places }: AfterProps) {
  if (upstream.length === 0) return <span className="text-ink-3">nothing</span>;
  return (
    <>
      {upstream.map((name, n) => (
        <Fragment key={name}>
          {n > 0 && ', '}
          <StepName name={name} place={places.get(name)} />
        </Fragment>
      ))}
    </>
  );
}

function StepName({ name, place }: { readonly name: string; readonly place: number | undefined }) {
  if (place === undefined) return <bdi className="text-ink-3">{name}</bdi>;
  return (
    <a href={`#${stepAnchor(place)}`} className="link">
      <bdi>{name}</bdi>
    </a>
  );
}

function tookText({ startedAt, endedAt, status }: RunStep, now: Date): string | null {
  if (startedAt === null) return null;
  const end = endedAt ?? (status === 'running' ? now : null);
  if (end === null) return null;
  const text = durationText(end.getTime() - startedAt.getTime());
  return endedAt === null ? `${text} so far` : text;
}

const INK: Readonly<Record<RunStep['status'], string>> = {
  completed: 'text-pass',
  failed: 'text-fail',
  running: 'text-info',
  cached: 'text-ink-3',
  unknown: 'text-ink-3',
};

/** One span of the whole, a single element: a run has up to a thousand. A picture of what stands beside it in words. */
function Bar({ span: { from, to }, status }: { readonly span: Span; readonly status: RunStep['status'] }) {
  const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;
  return (
    <div
      aria-hidden="true"
      className={`span-bar ${INK[status]}`}
      style={{ marginLeft: `min(${percent(from)}, 100% - 2px)`, width: percent(to - from) }}
    />
  );
}
