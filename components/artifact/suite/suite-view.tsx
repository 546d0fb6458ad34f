import { LinkedText } from '../linked-text';
import { type HrefOfScenario, QuietLink, ScenarioLinks } from '../links';
import { MeasurementFacts } from '../measurement-facts';
import type { Suite, TestCase } from '../read/suite';
import { caseAnchor, fragment } from '../scenario-anchor';
import { type Column, Table } from '../table';
import { Coverage } from './coverage';
import { ValidatorWords } from './validator-words';

interface SuiteViewProps {
  readonly suite: Suite;
  readonly hrefOfScenario: HrefOfScenario;
  /** Ids of the card's scenarios; with them the table opens with its coverage. */
  readonly scenarioIds?: readonly string[] | undefined;
  /** Those of them that became another requirement since the suite was written. */
  readonly renewedIds?: readonly string[];
  /** Where the cases that are missing are added. */
  readonly coverHref?: string | null;
}

function CaseName({ testCase }: { readonly testCase: TestCase }) {
  const { id, goal, note } = testCase;
  return (
    <div>
      <QuietLink href={id === '' ? null : fragment(caseAnchor(id))}>
        <code className="[overflow-wrap:anywhere]">{id === '' ? 'no id' : id}</code>
      </QuietLink>
      {goal === '' ? null : (
        <div>
          <LinkedText text={goal} />
        </div>
      )}
      {note === '' ? null : (
        <div className="mt-1 border-l-2 pl-2 text-ink-2">
          <span className="text-ink-3">Note: </span>
          <LinkedText text={note} />
        </div>
      )}
    </div>
  );
}

/** A suite that was read, a row per test case with the anchor of {@link caseAnchor}. */
export function SuiteView({
  suite,
  hrefOfScenario,
  scenarioIds,
  renewedIds = [],
  coverHref = null,
}: SuiteViewProps) {
  const columns: readonly Column<TestCase>[] = [
    { head: 'Test case', width: 'w-[26%]', cell: (testCase) => <CaseName testCase={testCase} /> },
    {
      head: 'Requirements',
      width: 'w-[14%]',
      cell: (testCase) =>
        testCase.scenarioIds.length === 0 ? (
          ''
        ) : (
          <ScenarioLinks ids={testCase.scenarioIds} hrefOf={hrefOfScenario} />
        ),
    },
    {
      head: 'Measured by',
      width: 'w-[22%]',
      cell: ({ measurement }) => (measurement === null ? '' : <MeasurementFacts measurement={measurement} />),
    },
    {
      head: 'Validated by',
      cell: ({ validator }) => (validator === null ? '' : <ValidatorWords validator={validator} />),
    },
  ];
  if (suite.cases.length === 0) return <p className="text-ink-3">This suite has no test case yet.</p>;
  return (
    <div>
      {scenarioIds === undefined ? null : (
        <Coverage
          cases={suite.cases}
          scenarioIds={scenarioIds}
          renewedIds={renewedIds}
          hrefOf={hrefOfScenario}
          coverHref={coverHref}
        />
      )}
      <Table label="Test cases" columns={columns} rows={suite.cases} rowId={({ id }) => caseAnchor(id)} />
    </div>
  );
}
