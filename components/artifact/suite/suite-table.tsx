import type { HrefOfScenario } from '../links';
import { readBody } from '../read/reading';
import { readSuite } from '../read/suite';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { SuiteView } from './suite-view';

interface SuiteTableProps {
  /** The body of a test suite, of any release. */
  readonly body: unknown;
  readonly hrefOfScenario: HrefOfScenario;
  readonly scenarioIds?: readonly string[];
  readonly renewedIds?: readonly string[];
  readonly coverHref?: string | null;
}

/** A test suite as a table. */
export function SuiteTable({
  body,
  hrefOfScenario,
  scenarioIds,
  renewedIds = [],
  coverHref = null,
}: SuiteTableProps) {
  const read = readBody(body, 'suite', (reading, posted, path) => readSuite(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="a test suite" body={body} problems={read.problems} />;
  return (
    <>
      <SuiteView
        suite={read.value}
        hrefOfScenario={hrefOfScenario}
        scenarioIds={scenarioIds}
        renewedIds={renewedIds}
        coverHref={coverHref}
      />
      <UnknownFields fields={read.unknown} />
    </>
  );
}
