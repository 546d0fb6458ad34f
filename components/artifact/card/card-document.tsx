import { readCard } from '../read/card';
import { readBody } from '../read/reading';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { type CardTests, CardView } from './card-view';
import type { ScenarioVerdict } from './requirement';

interface CardDocumentProps {
  /** The body of a card, of any release. */
  readonly body: unknown;
  /** What the assay says of each scenario; without it the column is absent. */
  readonly verdictOf?: (scenarioId: string) => ScenarioVerdict;
  readonly tests?: CardTests;
}

/** A negotiation card as a document. Each scenario has the anchor of {@link scenarioAnchor}. */
export function CardDocument({ body, verdictOf, tests }: CardDocumentProps) {
  const read = readBody(body, 'card', (reading, posted, path) => readCard(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="a negotiation card" body={body} problems={read.problems} />;
  return (
    <>
      <CardView card={read.value} level={2} verdictOf={verdictOf} tests={tests} />
      <UnknownFields fields={read.unknown} />
    </>
  );
}
