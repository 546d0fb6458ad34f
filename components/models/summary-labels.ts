import type { Verdict } from '@/components/hallmark/hallmark';
import { verdictOf } from '@/components/hallmark/verdict';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import type { ArtifactSummary } from '@/lib/artifacts/summary';

/** Types as headings and cells name them. */
export const TYPE_WORDS: Readonly<Record<ArtifactType, { readonly one: string; readonly many: string }>> = {
  card: { one: 'Negotiation card', many: 'Negotiation cards' },
  suite: { one: 'Test suite', many: 'Test suites' },
  evidence: { one: 'Evidence', many: 'Evidence' },
  results: { one: 'Test results', many: 'Test results' },
  report: { one: 'Report', many: 'Reports' },
};

const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** What the assay says of an artifact, in the hallmark's third cell and in lists. */
export function summaryVerdict(summary: ArtifactSummary): Verdict {
  switch (summary.type) {
    case 'card':
      return { kind: 'none', text: counted(summary.scenarios, 'scenario') };
    case 'suite':
      return { kind: 'none', text: counted(summary.cases, 'test case') };
    case 'evidence':
      return { kind: 'none', text: summary.display };
    case 'results':
    case 'report':
      return verdictOf(summary);
  }
}
