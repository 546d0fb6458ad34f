import { storedForm } from './exact-number';

/**
 * Text that two values share exactly when they say the same: the order of keys is no difference. Numbers that JSON does
 * not give back stand in it as projections have them, `{"exactNumber": "NaN"}`.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(storedForm(value ?? null), (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
