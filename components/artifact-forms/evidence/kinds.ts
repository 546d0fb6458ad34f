import type { ValueType } from '@/lib/artifacts/evidence/evidence-value';

/** The kinds of values as people call them, the likelier first. */
export const KIND_WORDS: readonly (readonly [type: ValueType, word: string])[] = [
  ['real', 'Number'],
  ['integer', 'Whole number'],
  ['string', 'Text'],
  ['array', 'List'],
  ['opaque', 'Object'],
  ['image', 'Image'],
];
