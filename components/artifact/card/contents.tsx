import { Fold } from '../fold';
import type { Scenario } from '../read/card';
import { fragment, scenarioAnchor, scenarioLabel } from '../scenario-anchor';

export interface ContentsEntry {
  readonly id: string;
  readonly title: string;
  readonly count: number | null;
}

interface ContentsProps {
  readonly entries: readonly ContentsEntry[];
  readonly scenarios: readonly Scenario[];
}

/** Fewer requirements are found by eye. */
const INDEX_FROM = 8;

/** The parts of a long card in a line, and its requirements by id and quality behind one. Not printed. */
export function Contents({ entries, scenarios }: ContentsProps) {
  return (
    <nav aria-label="Contents of this card" className="mb-6 border-b pb-3 print:hidden">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {entries.map(({ id, title, count }) => (
          <li key={id}>
            <a href={fragment(id)} className="text-ink-2 hover:text-ink">
              {title}
            </a>
            {count === null ? null : <span className="text-ink-3"> {count}</span>}
          </li>
        ))}
      </ul>
      {scenarios.length < INDEX_FROM ? null : (
        <div className="mt-1.5">
          <Fold summary="Find a requirement">
            <ol className="grid grid-cols-2 gap-x-6 sm:grid-cols-3 xl:grid-cols-4">
              {scenarios.map(({ id, quality }, index) =>
                id === '' ? null : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: ids may be repeated in what people post
                  <li key={index} className="min-w-0">
                    <a href={fragment(scenarioAnchor(id))} className="block truncate leading-6">
                      <code>{scenarioLabel(id)}</code> <span className="text-ink-2">{quality}</span>
                    </a>
                  </li>
                ),
              )}
            </ol>
          </Fold>
        </div>
      )}
    </nav>
  );
}
