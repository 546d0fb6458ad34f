'use client'; // its script comes with the first panel, not with every page that may refuse something

import { lazy } from 'react';

export const AskForm = lazy(() => import('./ask-fields').then(({ AskFields }) => ({ default: AskFields })));
