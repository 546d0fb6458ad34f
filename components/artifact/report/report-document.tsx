import type { ReactNode } from 'react';
import { Facts } from '@/components/ui/facts';
import { CardView } from '../card/card-view';
import { LinkedText } from '../linked-text';
import { type HrefOfCase, type HrefOfSource, QuietLink, type SourceType, scenarioOnThisPage } from '../links';
import { readBody } from '../read/reading';
import { type Report, readReport } from '../read/report';
import { ResultsView } from '../results/results-view';
import { TotalsLine } from '../results/totals';
import { fragment } from '../scenario-anchor';
import { SuiteView } from '../suite/suite-view';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { scenarioVerdicts } from './scenario-verdicts';

interface ReportDocumentProps {
  /** The body of a report, of any release. */
  readonly body: unknown;
  /** Where the evidence of a test case is. */
  readonly hrefOfEvidence: HrefOfCase;
  /** Where the artifact that was copied into the report is, by its id as the report names it. */
  readonly hrefOfSource: HrefOfSource;
}

interface ChapterProps {
  readonly id: string;
  readonly title: string;
  /** Id of the artifact that this is a copy of, and where that is. */
  readonly source: string;
  readonly href: string | null;
  /** Starts a page of its own in print. */
  readonly isOnNewPage?: boolean;
  readonly children: ReactNode;
}

/** A part of the report, copied from an artifact. */
function Chapter({ id, title, source, href, isOnNewPage = false, children }: ChapterProps) {
  return (
    <section
      id={id}
      className={`mt-10 scroll-mt-4 border-t-2 border-ink pt-3 first:mt-0 ${isOnNewPage ? 'print:break-before-page' : ''}`}
    >
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        {source === '' ? null : (
          <span className="text-ink-3">
            copy of{' '}
            <QuietLink href={href} {...(href === null ? {} : { className: 'link' })}>
              <code>{source}</code>
            </QuietLink>
          </span>
        )}
      </div>
      {children}
    </section>
  );
}

function Comments({ comments }: { readonly comments: readonly string[] }) {
  return (
    <section id="comments" className="mt-7 scroll-mt-4">
      <h2 className="mb-2 text-sm font-semibold">
        Comments <span className="font-normal text-ink-3">{comments.length}</span>
      </h2>
      {comments.map((comment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: comments of a stored report have no id and do not move
        <p key={index} className="mb-3 max-w-[72ch] border-l-2 py-0.5 pl-3">
          <LinkedText text={comment} />
        </p>
      ))}
    </section>
  );
}

function Opening({ report }: { readonly report: Report }) {
  const { card, suite, results } = report;
  const tested = new Set(suite.cases.flatMap((testCase) => testCase.scenarioIds));
  const covered = card.scenarios.filter(({ id }) => tested.has(id)).length;
  const chapter = (id: string, text: string) => (
    <a href={fragment(id)} className="link">
      {text}
    </a>
  );
  const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return (
    <>
      <Facts
        layout="rows"
        facts={[
          {
            term: 'Results',
            value: results.outcomes.length === 0 ? 'none yet' : <TotalsLine outcomes={results.outcomes} />,
          },
          {
            term: 'Negotiation card',
            value: chapter(
              'card',
              `${plural(card.scenarios.length, 'requirement')}, ${covered} with a test case`,
            ),
          },
          { term: 'Test suite', value: chapter('suite', plural(suite.cases.length, 'test case')) },
        ]}
      />
      {report.isJudgedAgainstOtherSuite ? (
        <p className="mt-4 border-l-2 border-stale py-1.5 pl-3 text-ink-2">
          <b className="font-medium text-stale">The results were made against another copy of the suite</b>{' '}
          than the one in this report; their cases may differ.
        </p>
      ) : null}
    </>
  );
}

/** A whole report in one document that prints: opening, comments, results, card and suite. */
export function ReportDocument({ body, hrefOfEvidence, hrefOfSource }: ReportDocumentProps) {
  const read = readBody(body, 'report', (reading, posted, path) => readReport(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="a report" body={body} problems={read.problems} />;
  const { card, cardId, suite, suiteId, results, resultsId, comments } = read.value;
  const hrefOf = (type: SourceType, id: string) => (id === '' ? null : hrefOfSource(type, id));
  const onCard = new Set(card.scenarios.map(({ id }) => id));
  const hrefOfScenario = (id: string) => (onCard.has(id) ? scenarioOnThisPage(id) : null);
  return (
    <article>
      <Opening report={read.value} />
      {comments.length === 0 ? null : <Comments comments={comments} />}
      <Chapter id="results" title="Results" source={resultsId} href={hrefOf('results', resultsId)}>
        <ResultsView results={results} hrefOfScenario={hrefOfScenario} hrefOfEvidence={hrefOfEvidence} />
      </Chapter>
      <Chapter isOnNewPage id="card" title="Negotiation card" source={cardId} href={hrefOf('card', cardId)}>
        <CardView card={card} level={3} verdictOf={scenarioVerdicts(results.outcomes)} />
      </Chapter>
      <Chapter isOnNewPage id="suite" title="Test suite" source={suiteId} href={hrefOf('suite', suiteId)}>
        <SuiteView
          suite={suite}
          hrefOfScenario={hrefOfScenario}
          scenarioIds={card.scenarios.map(({ id }) => id).filter((id) => id !== '')}
        />
      </Chapter>
      <UnknownFields fields={read.unknown} />
    </article>
  );
}
