import { CardDocument } from './card/card-document';
import type { CardTests } from './card/card-view';
import type { ScenarioVerdict } from './card/requirement';
import { EvidenceView } from './evidence/evidence-view';
import type { HrefOfCase, HrefOfScenario, HrefOfSource } from './links';
import { ReportDocument } from './report/report-document';
import { ResultsReport } from './results/results-report';
import type { VerdictFilter } from './results/totals';
import { SuiteTable } from './suite/suite-table';
import { UnknownArtifact } from './unknown-artifact';

export interface ArtifactLinks {
  /** Where a scenario of a card is; null when no card that the reader may see holds it. */
  readonly scenario: HrefOfScenario;
  /** Where a test case of the suite is. */
  readonly testCase: HrefOfCase;
  /** Where the evidence of a test case is. */
  readonly evidence: HrefOfCase;
  /** Where the artifact that a report copied is. */
  readonly source: HrefOfSource;
}

interface ArtifactDocumentProps {
  /** The type that the artifact's header names. */
  readonly type: string;
  readonly body: unknown;
  readonly links: ArtifactLinks;
  /** For a suite: the ids of the card's scenarios, to show its coverage. */
  readonly scenarioIds?: readonly string[];
  /** For a suite: those of them that became another requirement since it was written. */
  readonly renewedIds?: readonly string[];
  /** For a suite: where cases for the scenarios without one are added. */
  readonly coverHref?: string | null;
  /** For a card: what the assay says of each scenario. */
  readonly verdictOf?: (scenarioId: string) => ScenarioVerdict;
  /** For results: which verdict is shown. */
  readonly filter?: VerdictFilter;
  /** For a card: which test cases name its scenarios. */
  readonly tests?: CardTests;
}

/** An artifact of any type as people read it; what does not read as its type is shown as it is stored. */
export function ArtifactDocument({
  type,
  body,
  links,
  scenarioIds,
  renewedIds = [],
  coverHref = null,
  verdictOf,
  tests,
  filter,
}: ArtifactDocumentProps) {
  switch (type) {
    case 'card':
      return (
        <CardDocument
          body={body}
          {...(verdictOf === undefined ? {} : { verdictOf })}
          {...(tests === undefined ? {} : { tests })}
        />
      );
    case 'suite':
      return (
        <SuiteTable
          body={body}
          hrefOfScenario={links.scenario}
          coverHref={coverHref}
          renewedIds={renewedIds}
          {...(scenarioIds === undefined ? {} : { scenarioIds })}
        />
      );
    case 'evidence':
      return <EvidenceView body={body} hrefOfCase={links.testCase} />;
    case 'results':
      return (
        <ResultsReport
          body={body}
          hrefOfScenario={links.scenario}
          hrefOfEvidence={links.evidence}
          filter={filter}
        />
      );
    case 'report':
      return <ReportDocument body={body} hrefOfEvidence={links.evidence} hrefOfSource={links.source} />;
    default:
      return (
        <UnknownArtifact type={type} body={body} problems={[`${type} is no type of artifact known here.`]} />
      );
  }
}
