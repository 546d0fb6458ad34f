'use client'; // the script of a form comes with the page that shows it, not with every editor

import dynamic from 'next/dynamic';

export const CardForm = dynamic(() => import('./card/card-form').then((module) => module.CardForm));
export const SuiteFields = dynamic(() => import('./suite/suite-fields').then((module) => module.SuiteFields));
export const NewEvidenceForm = dynamic(() =>
  import('./evidence/evidence-form').then((module) => module.NewEvidenceForm),
);
export const EditEvidenceForm = dynamic(() =>
  import('./evidence/evidence-form').then((module) => module.EditEvidenceForm),
);
