import type { ReactNode } from 'react';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { CardEditor } from './card';
import { EvidenceEditor } from './evidence';
import type { EditorProps } from './props';
import { ReportEditor } from './report';
import { ResultsEditor } from './results';
import { SuiteEditor } from './suite';

/** The form of each type; a type without one is edited as JSON. */
export const EDITORS: Partial<Record<ArtifactType, (props: EditorProps) => Promise<ReactNode>>> = {
  card: CardEditor,
  evidence: EvidenceEditor,
  results: ResultsEditor,
  report: ReportEditor,
  suite: SuiteEditor,
};
