import { RUN_STATUS_WORD } from '@/components/runs/run-status';
import { url } from '@/lib/core/urls';
import type { Beat } from '@/lib/pipelines/pipeline';
import { byStatus, periods } from './rhythm-labels';

interface RhythmTableProps {
  readonly project: string;
  readonly pipeline: string;
  readonly beats: readonly Beat[];
}

const CELL = 'border-b border-rule py-1 pr-4 text-left align-top font-normal last:pr-0';

/** What the picture of a rhythm shows, by day, week, month or year; each leads to the runs of that time. */
export function RhythmTable({ project, pipeline, beats }: RhythmTableProps) {
  return (
    <details className="mt-1">
      <summary className="inline-block text-ink-3 hover:text-ink">As a table</summary>
      <table aria-label="Runs over time" className="mt-2 w-full border-collapse">
        <thead>
          <tr className="text-xs text-ink-3">
            {['When', 'Runs', 'Outcomes'].map((heading) => (
              <th key={heading} scope="col" className={CELL}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods(beats).map(({ label, since, until, beats: inside }) => (
            <tr key={since}>
              <th scope="row" className={CELL}>
                <a href={url.runs(project, { pipeline, since, until })}>{label}</a>
              </th>
              <td className={CELL}>{inside.length}</td>
              <td className={`${CELL} text-ink-2`}>{wordsOf(inside)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const wordsOf = (beats: readonly Beat[]): string =>
  byStatus(beats)
    .map(({ status, runs }) => `${runs} ${RUN_STATUS_WORD[status].toLowerCase()}`)
    .join(', ');
