import type { RunStep } from '@/lib/runs/full-run';
import { GRAPH_HEIGHT_MAX, layoutGraph, type PlacedStep } from './graph-layout';
import { fitLabel } from './label-width';
import { RUN_STATUS_WORD } from './run-status';
import { stepAnchor } from './step-anchor';

/** Pixels inside a step's box, and of the longest name that is not cut. */
const PADDING = 10;
const SHAPE = 14;
const LABEL_MAX = 170;

type ShownStep = Pick<RunStep, 'name' | 'status' | 'upstream'>;

/**
 * The steps of a run as a graph, where upstream steps are known; nothing where they are not or are too many. A picture:
 * the list below it says the same in words, and its names are what keyboard and screen reader use.
 */
export function StepGraph({ steps }: { readonly steps: readonly ShownStep[] }) {
  const labels = steps.map(({ name, status }) => ({
    ...fitLabel(name, LABEL_MAX),
    indent: PADDING + (status === 'unknown' ? 0 : SHAPE),
  }));
  const layout = layoutGraph(steps, (place) => {
    const { width = 0, indent = 0 } = labels[place] ?? {};
    return width + indent + PADDING;
  });
  if (layout === null) return null;
  const { width, height, columns, paths } = layout;
  const count = steps.length.toLocaleString('en');
  return (
    <figure className="print:hidden">
      <figcaption className="sr-only">
        Graph of {count} steps in {columns.toLocaleString('en')} columns. The table below names for each step
        those that it comes after.
      </figcaption>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Graph of the steps"
        className="overflow-auto"
        style={{ maxHeight: GRAPH_HEIGHT_MAX + 20 }}
      >
        <svg
          width={width + 4}
          height={height + 4}
          viewBox={`-2 -2 ${width + 4} ${height + 4}`}
          aria-hidden="true"
          className="block text-xs"
        >
          <path d={paths.join('')} className="fill-none stroke-ink-3 opacity-60" />
          {layout.steps.map((placed) => {
            const [step, label] = [steps[placed.place], labels[placed.place]];
            if (step === undefined || label === undefined) return null;
            return <Box key={placed.place} placed={placed} step={step} label={label} />;
          })}
        </svg>
      </section>
    </figure>
  );
}

interface BoxProps {
  readonly placed: PlacedStep;
  readonly step: ShownStep;
  readonly label: { readonly text: string; readonly indent: number };
}

function Box({ placed: { place, x, y, width, height }, step: { name, status }, label }: BoxProps) {
  const isFailed = status === 'failed';
  return (
    <a href={`#${stepAnchor(place)}`} tabIndex={-1} className="group">
      <title>{status === 'unknown' ? name : `${name}: ${RUN_STATUS_WORD[status]}`}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={5}
        className={`fill-lift group-hover:stroke-ink ${isFailed ? 'stroke-fail' : 'stroke-rule-2'}`}
      />
      <Shape status={status} x={x + PADDING} y={y + height / 2} />
      <text x={x + label.indent} y={y + 18} className="fill-ink">
        {label.text}
      </text>
    </a>
  );
}

/** The same shapes as beside the words of the list, drawn. */
function Shape({ status, x, y }: Pick<ShownStep, 'status'> & { readonly x: number; readonly y: number }) {
  switch (status) {
    case 'completed':
      return <rect x={x} y={y - 3.5} width={7} height={7} rx={1.5} className="fill-pass" />;
    case 'failed':
      return <path d={`M${x + 3.5} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`} className="fill-fail" />;
    case 'running':
      return <circle cx={x + 3.5} cy={y} r={3.5} className="fill-info" />;
    case 'cached':
      return <rect x={x - 0.5} y={y - 1.5} width={8} height={3} className="fill-ink-2" />;
    case 'unknown':
      return null;
  }
}
