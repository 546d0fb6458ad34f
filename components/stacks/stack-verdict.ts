import type { Verdict } from '@/components/hallmark/hallmark';
import { typeInSentence } from '@/components/stack-components/type-labels';

interface ShownStack {
  readonly components: readonly unknown[];
  /** Component types. */
  readonly lacks: readonly string[];
}

/** The third cell of a stack's hallmark: how many components it has, or what a pipeline would miss. */
export function stackVerdict({ components, lacks }: ShownStack): Verdict {
  const [first] = lacks;
  if (first === undefined)
    return { kind: 'none', text: `${components.length} component${components.length === 1 ? '' : 's'}` };
  const text = `lacks ${lacks.length === 1 ? typeInSentence(first) : `${lacks.length} types`}`;
  return { kind: 'stale', word: text, text };
}
