import { LinkedText } from '../linked-text';
import type { Goal } from '../read/card';

/** Goals on the left, what measures each on the right, with the value today where the card gives one. */
export function Goals({ goals }: { readonly goals: readonly Goal[] }) {
  return (
    <ul className="border-t">
      {goals.map((goal, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: goals have no id and do not move
          key={index}
          className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-2"
        >
          <p>
            {goal.description === '' ? (
              <span className="text-ink-3">A goal without words</span>
            ) : (
              <LinkedText text={goal.description} />
            )}
          </p>
          {goal.metrics.length === 0 ? (
            <p className="text-ink-3">no metric</p>
          ) : (
            <ul>
              {goal.metrics.map((metric, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: metrics have no id and do not move
                <li key={at} className="text-ink-2">
                  {metric.description === '' ? 'unnamed metric' : <LinkedText text={metric.description} />}
                  {metric.baseline === '' ? null : (
                    <span className="text-ink-3"> · baseline {metric.baseline}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
