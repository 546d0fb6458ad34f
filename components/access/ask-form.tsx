'use client'; // its script comes with the first panel, not with every page that may refuse something

import { lazy } from 'react';
import type { AskFieldsProps } from './ask-fields';

const AskFields = lazy(() => import('./ask-fields').then((module) => ({ default: module.AskFields })));

/** {@link AskFields}. A component around it: what a server component names may not be lazy itself. */
export function AskForm(props: AskFieldsProps) {
  return <AskFields {...props} />;
}
