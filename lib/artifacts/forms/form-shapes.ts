import type { ArtifactType } from '@/lib/artifacts/artifact';
import { type ObjectShape, object, rows, word } from '@/lib/forms/form-shape';
import { CARD_SHAPE } from './card-shape';
import { SUITE_SHAPE } from './suite-shape';

/** What the forms of artifacts know of their bodies; types without one are edited elsewhere. */
export const FORM_SHAPES: Partial<Record<ArtifactType, ObjectShape>> = {
  card: CARD_SHAPE,
  suite: SUITE_SHAPE,
  // The rest of a report is a snapshot.
  report: object({ comments: rows({ content: word }) }),
};
