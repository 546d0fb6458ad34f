'use client'; // the script of a form comes with the page that shows it, not with every editor

import { type ComponentProps, lazy } from 'react';

const Card = lazy(() => import('./card/card-form').then(({ CardForm: form }) => ({ default: form })));
const Suite = lazy(() => import('./suite/suite-fields').then(({ SuiteFields: form }) => ({ default: form })));
const NewEvidence = lazy(() =>
  import('./evidence/evidence-form').then(({ NewEvidenceForm: form }) => ({ default: form })),
);
const EditEvidence = lazy(() =>
  import('./evidence/evidence-form').then(({ EditEvidenceForm: form }) => ({ default: form })),
);

// Components around them: what a server component names may not be lazy itself.
export const CardForm = () => <Card />;
export const SuiteFields = (props: ComponentProps<typeof Suite>) => <Suite {...props} />;
export const NewEvidenceForm = (props: ComponentProps<typeof NewEvidence>) => <NewEvidence {...props} />;
export const EditEvidenceForm = (props: ComponentProps<typeof EditEvidence>) => <EditEvidence {...props} />;
