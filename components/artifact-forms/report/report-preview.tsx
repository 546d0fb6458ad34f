import type { ReactNode } from 'react';
import type { Artifact } from '@/lib/artifacts/artifact';
import type { ReportPreview } from '@/lib/artifacts/reports/preview-report';
import type { SuiteDifference } from '@/lib/artifacts/reports/suite-difference';
import { Note } from '../../ui/note';
import { RelativeTime } from '../../ui/relative-time';
import { Status } from '../../ui/status';

interface ReportPreviewProps {
  readonly preview: ReportPreview;
  readonly now: Date;
  readonly hrefOf: (artifact: Artifact) => string;
  /** Where the results that wait for a person are judged. */
  readonly judgeHref: string;
}

/** What a report would copy, with what is stale in it. */
export function ReportPreviewView({ preview, now, hrefOf, judgeHref }: ReportPreviewProps) {
  const { sources, verdict, withoutResult, strange } = preview;
  const { card, suite, results } = sources;
  return (
    <div className="flex flex-col gap-3">
      <dl className="border-t">
        <Source artifact={card} now={now} href={hrefOf(card)}>
          {counted(preview.scenarios, 'scenario')}
          {preview.uncovered.length > 0 && (
            <span className="text-ink-3">, {preview.uncovered.length} without a test case</span>
          )}
        </Source>
        <Source artifact={suite} now={now} href={hrefOf(suite)}>
          {counted(preview.cases, 'test case')}
        </Source>
        <Source artifact={results} now={now} href={hrefOf(results)}>
          <span className="inline-flex flex-wrap gap-x-4">
            {verdict.failed > 0 && <Status kind="failed" text={`${verdict.failed} failed`} />}
            {verdict.info > 0 && <Status kind="judge" text={`${verdict.info} to judge`} />}
            {verdict.passed > 0 && <Status kind="passed" text={`${verdict.passed} passed`} />}
            {verdict.failed + verdict.info + verdict.passed === 0 && 'no results'}
          </span>
        </Source>
      </dl>
      {withoutResult.length > 0 && (
        <Note tone="fail">
          {results.identifier} has no result for {idsText(withoutResult)} of its own suite, so nothing can be
          composed of it. Validate again first.
        </Note>
      )}
      <Stale difference={preview.sinceResults} suite={suite.identifier} />
      {verdict.info > 0 && (
        <Note>
          {counted(verdict.info, 'test case')} {verdict.info === 1 ? 'waits' : 'wait'} for a person.{' '}
          <a href={judgeHref} className="link">
            Validate by hand
          </a>{' '}
          before, or the report says so for good.
        </Note>
      )}
      {strange.length > 0 && (
        <Note tone="stale">
          The suite tests {idsText(strange)}, which {strange.length === 1 ? 'is' : 'are'} not on{' '}
          {card.identifier}.
        </Note>
      )}
    </div>
  );
}

function Source({
  artifact,
  now,
  href,
  children,
}: {
  readonly artifact: Artifact;
  readonly now: Date;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const { identifier, revision } = artifact;
  return (
    <div className="grid gap-x-4 border-b py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <dt className="[overflow-wrap:anywhere]">
        <a href={href} className="link">
          <code>{identifier}</code>
        </a>{' '}
        <span className="text-ink-3">
          revision {revision.revision}, {revision.creator ?? 'unknown author'},{' '}
          <RelativeTime at={revision.stampedAt} now={now} ago />
        </span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Stale({ difference, suite }: { readonly difference: SuiteDifference; readonly suite: string }) {
  const { added, removed, changed } = difference;
  const parts = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
  ] as const;
  const sentences = parts
    .filter(([ids]) => ids.length > 0)
    .map(([ids, word]) => `${idsText(ids)} ${ids.length === 1 ? 'was' : 'were'} ${word}`);
  if (sentences.length === 0) return null;
  return (
    <Note tone="stale">
      <b className="font-medium text-stale">The results are stale.</b> Since they were made against {suite},{' '}
      {sentences.join('; ')}. The report will say so; validate again to have today’s suite judged.
    </Note>
  );
}

const counted = (n: number, one: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;

/** A few ids, then how many more. */
function idsText(ids: readonly string[]): string {
  const shown = ids.slice(0, 4).join(', ');
  return ids.length > 4 ? `${shown} and ${ids.length - 4} more` : shown;
}
