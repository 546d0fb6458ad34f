import { RUN_STATUS_WORD, RunStatus } from '@/components/runs/run-status';
import { instantText } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import type { Beat } from '@/lib/pipelines/pipeline';
import type { Run } from '@/lib/runs/run';
import { byStatus, lengthText, rangeText, usualGap } from './rhythm-labels';
import { type Placed, placed, plotHeight, ticks } from './rhythm-layout';

interface RhythmProps {
  readonly project: string;
  /** The newest runs of a pipeline; their table stands beside, for who does not see the picture. */
  readonly beats: readonly Beat[];
  /** How many runs there are in all. */
  readonly of: number | '10,000+';
}

/** Pixels that marks above each other may take, and that lie between a mark and the axis or the edge. */
const MOST_PLOT = 64;
const MARGIN = 9;

/**
 * When a pipeline ran: one mark a run on an axis of time, drawn on the server. Marks lead to their runs for who points;
 * the keyboard has the list of runs, so that 200 stops do not stand in its way.
 */
export function Rhythm({ project, beats, of }: RhythmProps) {
  if (beats.length === 0) return null;
  const marks = placed(beats, MOST_PLOT);
  const axis = plotHeight(marks) + 2 * MARGIN;
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap justify-between gap-x-6 gap-y-1">
        <span className="text-ink-2">{captionOf(beats, of)}</span>
        <Legend beats={beats} />
      </figcaption>
      <div className="px-1.5">
        <svg width="100%" height={axis + 20} overflow="visible" aria-hidden="true" className="block">
          <line x1="0" x2="100%" y1={axis} y2={axis} className="stroke-rule-2" />
          {ticks(beats).map(({ x, label }) => (
            <svg key={x} x={percent(x)} y={axis} overflow="visible" aria-hidden="true">
              <line y2="4" className="stroke-rule-2" />
              <text y="17" textAnchor={anchorAt(x)} className="fill-ink-3 text-2xs">
                {label}
              </text>
            </svg>
          ))}
          {marks.map((at) => (
            <Mark key={at.beat.id} project={project} at={at} axis={axis} />
          ))}
        </svg>
      </div>
    </figure>
  );
}

function captionOf(beats: readonly Beat[], of: RhythmProps['of']): string {
  const gap = usualGap(beats);
  const shown = beats.length === 1 ? '1 run' : `${beats.length} runs`;
  const runs = of === beats.length || beats.length === 1 ? shown : `The newest ${beats.length} runs`;
  return `${runs}, ${rangeText(beats)}${gap === null ? '' : `, usually ${lengthText(gap)} apart`}`;
}

/** What the shapes mean, with how often each is there. */
function Legend({ beats }: Pick<RhythmProps, 'beats'>) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {byStatus(beats).map(({ status, runs }) => (
        <span key={status}>
          <RunStatus status={status} /> <span className="text-ink-3">{runs}</span>
        </span>
      ))}
    </span>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const anchorAt = (x: number) => (x < 0.04 ? 'start' : x > 0.96 ? 'end' : 'middle');

const INK: Readonly<Record<Run['status'], string>> = {
  completed: 'text-pass',
  failed: 'text-fail',
  running: 'text-info',
  cached: 'text-ink-2',
  unknown: 'text-ink-3',
};

interface MarkProps {
  readonly project: string;
  readonly at: Placed;
  readonly axis: number;
}

function Mark({ project, at: { beat, x, y }, axis }: MarkProps) {
  return (
    <svg
      x={percent(x)}
      y={(axis - MARGIN - y).toFixed(1)}
      overflow="visible"
      aria-hidden="true"
      className={INK[beat.status]}
    >
      <a href={url.run(project, beat.name)} tabIndex={-1}>
        <title>{titleOf(beat)}</title>
        <g className="max-sm:scale-60">
          <Shape status={beat.status} />
        </g>
      </a>
    </svg>
  );
}

function titleOf({ name, status, startedAt, endedAt, createdBy }: Beat): string {
  const took = endedAt === null ? [] : [`took ${lengthText(endedAt.getTime() - startedAt.getTime())}`];
  return [name, RUN_STATUS_WORD[status], instantText(startedAt), ...took, `by ${createdBy}`].join('\n');
}

/** As the status of a list: square, diamond, disc, bar, ring. */
function Shape({ status }: { readonly status: Run['status'] }) {
  switch (status) {
    case 'completed':
      return <rect x="-3.5" y="-3.5" width="7" height="7" rx="1.2" fill="currentColor" />;
    case 'failed':
      return <path d="M0-4.8 4.8 0 0 4.8-4.8 0z" fill="currentColor" />;
    case 'running':
      return <circle r="3.8" fill="currentColor" />;
    case 'cached':
      return <rect x="-4" y="-1.5" width="8" height="3" fill="currentColor" />;
    case 'unknown':
      return <circle r="3" strokeWidth="1.4" stroke="currentColor" className="fill-paper" />;
  }
}
