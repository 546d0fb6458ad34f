/** What a field can hold in the audit. */
export type AuditValue = string | number | boolean | null | readonly string[];

/** One field that is not as it was: null before it was there, and after it is gone. */
export interface Change {
  readonly field: string;
  readonly before: AuditValue;
  readonly after: AuditValue;
}

type Fields = Readonly<Record<string, AuditValue | undefined>>;

/** The fields that differ, in the order of `after`; null for a thing that was not there, or is no more. */
export function changesBetween(before: Fields | null, after: Fields | null): Change[] {
  const fields = Object.keys({ ...(before ?? {}), ...(after ?? {}) });
  return fields.flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    return isSame(was, is) ? [] : [{ field, before: was, after: is }];
  });
}

/** As {@link changesBetween} for fields whose values no audit holds, secrets and long texts: `mask` stands for each. */
export function maskedChanges(before: Fields | null, after: Fields | null, mask: string): Change[] {
  const masked = (value: AuditValue) => (value === null ? null : mask);
  return changesBetween(before, after).map(({ field, before: was, after: is }) => ({
    field,
    before: masked(was),
    after: masked(is),
  }));
}

const isSame = (a: AuditValue, b: AuditValue): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item, n) => item === b[n])
    : a === b;
