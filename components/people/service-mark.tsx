/** Stands behind the name of a service account, wherever people are shown as well; nothing behind that of a person. */
export function ServiceMark({ kind }: { readonly kind: 'person' | 'service' | null }) {
  if (kind !== 'service') return null;
  return (
    <span className="ml-1.5 rounded-sm border border-rule px-1 align-[1px] text-2xs whitespace-nowrap text-ink-3">
      service<span className="sr-only"> account</span>
    </span>
  );
}
