import type { Explanation } from '@/lib/roles/explain';
import { AutoSubmit } from '../lists/auto-submit';
import { Options } from '../ui/options';
import { Status } from '../ui/status';
import { OPERATION_WORDS, TYPE_OPTIONS } from './access-words';
import { GrantPath } from './grant-path';

interface MayQuestionProps {
  readonly action: string;
  readonly name: string;
  readonly question: { readonly type: string; readonly operation: string; readonly project: string };
  readonly projects: readonly string[];
  /** Null before anything was asked. */
  readonly answer: Explanation | null;
}

const OPERATIONS = Object.entries(OPERATION_WORDS).map(([value, label]) => ({ value, label }));
const BOX =
  'max-w-48 min-w-0 rounded-md border border-rule-2 bg-lift px-2 py-[3px] font-medium hover:border-ink-3';

/** Paths that an answer names; the table below holds all. */
const MOST_PATHS = 3;

/** A question as a sentence of selects, answered by each path that leads there, or by what is missing. */
export function MayQuestion({ action, name, question, projects, answer }: MayQuestionProps) {
  const where = projects.map((value) => ({ value, label: value }));
  return (
    <div className="mb-2">
      <form action={action} className="flex flex-wrap items-center gap-1.5 text-ink-2">
        <span>May {name}</span>
        <select
          name="type"
          aria-label="Type"
          defaultValue={question.type}
          key={`t${question.type}`}
          className={BOX}
        >
          <Options options={TYPE_OPTIONS} />
        </select>
        <select
          name="operation"
          aria-label="What"
          defaultValue={question.operation}
          key={`o${question.operation}`}
          className={BOX}
        >
          <Options options={OPERATIONS} />
        </select>
        <span>in</span>
        <select
          name="in"
          aria-label="Where"
          defaultValue={question.project}
          key={`p${question.project}`}
          className={BOX}
        >
          <option value="">the store</option>
          <Options options={where} />
        </select>
        <span>?</span>
        <AutoSubmit label="Ask" />
      </form>
      {answer !== null && (
        <div role="status" className="flex flex-wrap items-baseline gap-x-2 pt-1.5">
          <Status kind={answer.allowed ? 'passed' : 'none'} text={answer.allowed ? 'Yes' : 'No'} />
          {answer.paths.slice(0, MOST_PATHS).map((path, n) => (
            <span key={path.assignmentId} className="flex gap-2">
              {n > 0 && <span className="text-ink-3">and</span>}
              <GrantPath role={path.role} team={path.team} project={path.project} />
            </span>
          ))}
          {answer.paths.length > MOST_PATHS && (
            <span className="text-ink-3">and by {answer.paths.length - MOST_PATHS} more</span>
          )}
          {answer.reason !== null && <span className="text-ink-2">{answer.reason}</span>}
        </div>
      )}
    </div>
  );
}
