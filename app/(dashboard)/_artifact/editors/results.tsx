import { pageAddress } from '@/app/(dashboard)/_artifact/address';
import { readBody } from '@/components/artifact/read/reading';
import { readResults } from '@/components/artifact/read/results';
import { JudgeRest, JudgeRows } from '@/components/artifact-forms/results/judge-rows';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { AutoSubmit } from '@/components/lists/auto-submit';
import { Pager } from '@/components/lists/pager';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { Artifact } from '@/lib/artifacts/artifact';
import { queryText, url } from '@/lib/core/urls';
import { exactValue } from '@/lib/json/exact-json';
import { keyOfCase } from './judgements';
import { NewResults } from './new-results';
import type { EditorProps } from './props';
import { judgeAction } from './results-actions';

/** Cases on one page of the form. */
const PAGE = 50;

/** What a person can do to results: judge the cases that wait. Everything else in them a client computes. */
export function ResultsEditor(props: EditorProps) {
  return Promise.resolve(
    props.artifact === null ? <NewResults {...props} /> : <Judging {...props} artifact={props.artifact} />,
  );
}

function Judging({ at, artifact, query }: EditorProps & { readonly artifact: Artifact }) {
  const search = (query['q'] ?? '').slice(0, 100);
  const waiting = waitingIn(artifact);
  const found = waiting.filter(({ id, goal, message }) =>
    `${id}\n${goal}\n${message}`.toLowerCase().includes(search.toLowerCase()),
  );
  const here = url.part(pageAddress(at, null), 'edit');
  const last = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(last, /^\d{1,4}$/.test(query['page'] ?? '') ? Math.max(1, Number(query['page'])) : 1);
  const shown = found.slice((page - 1) * PAGE, page * PAGE);
  const pageHref = (n: number) =>
    n < 1 || n > last ? null : `${here}${queryText({ q: search, page: n === 1 ? '' : n })}`;
  const validated = /^\d{1,4}$/.test(query['validated'] ?? '') ? Number(query['validated']) : 0;
  if (waiting.length === 0)
    return (
      <p className="max-w-[72ch]">
        No test case here waits for a person. What the others came out as is computed by a client that
        validates evidence against the suite: run it again to change that.
      </p>
    );
  return (
    <div className="flex flex-col gap-3">
      {validated > 0 && (
        <Note tone="pass">
          {validated} validated. {waiting.length.toLocaleString('en')} still to judge.
        </Note>
      )}
      <div>
        <h2 className="mb-1">
          Validate by hand{' '}
          <span className="font-normal text-ink-3">
            {waiting.length.toLocaleString('en')} test {waiting.length === 1 ? 'case' : 'cases'}
          </span>
        </h2>
        <p className="max-w-[72ch] text-ink-2">
          These only inform until somebody judges them. The verdict takes the place of the information, which
          is kept in its message. What the other cases came out as is computed by a client and stays.
        </p>
      </div>
      {waiting.length > PAGE && (
        <search>
          <form action={here} className="flex flex-wrap items-center gap-1.5">
            <input
              type="search"
              name="q"
              key={search}
              defaultValue={search}
              aria-label="Search test cases"
              placeholder="Search test cases"
              maxLength={100}
              className="w-56 rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2 max-sm:w-full"
            />
            <AutoSubmit />
          </form>
        </search>
      )}
      {shown.length === 0 ? (
        <p className="text-ink-2">
          No test case matches.{' '}
          <a href={here} className="link">
            Show all
          </a>
        </p>
      ) : (
        <Form action={judgeAction} className="flex flex-col gap-3">
          <input type="hidden" name="project" value={at.project} />
          <input type="hidden" name="model" value={at.model} />
          <input type="hidden" name="version" value={at.version ?? ''} />
          <input type="hidden" name="artifact" value={at.artifact} />
          <input type="hidden" name="expectedRevision" value={artifact.headRevision} />
          <input type="hidden" name="q" value={search} />
          <div>
            {shown.length > 1 && <JudgeRest shown={shown.length} />}
            <JudgeRows
              cases={shown.map(({ id, goal, message, evidenceCaseId }) => ({
                key: keyOfCase(id),
                id,
                goal,
                message,
                evidenceHref:
                  evidenceCaseId === ''
                    ? null
                    : url.artifact(at.project, at.model, at.version, `evidence.${evidenceCaseId}`),
              }))}
            />
            {found.length > PAGE && (
              <Pager
                shown={shown.length}
                count={found.length}
                noun={['test case', 'test cases']}
                nextHref={pageHref(page + 1)}
                previousHref={pageHref(page - 1)}
              />
            )}
          </div>
          <div className="sticky bottom-0 flex flex-wrap gap-2 border-t bg-paper py-3">
            <Submit>Save verdicts</Submit>
            <LinkButton href={pageAddress(at, null)}>Cancel</LinkButton>
          </div>
        </Form>
      )}
    </div>
  );
}

interface Waiting {
  readonly id: string;
  readonly goal: string;
  readonly message: string;
  readonly evidenceCaseId: string;
}

function waitingIn({ body }: Artifact): readonly Waiting[] {
  const read = readBody(exactValue(body), 'results', readResults);
  if (!read.ok) return [];
  return read.value.outcomes
    .filter(({ kind }) => kind === 'judge')
    .map(({ caseId, testCase, message, evidenceCaseId }) => ({
      id: caseId,
      goal: testCase?.goal ?? '',
      message,
      evidenceCaseId,
    }));
}
