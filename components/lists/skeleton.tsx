/** Rows that are on their way, as high as the ones to come. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div data-placeholder="" role="status" aria-label={`${label} are loading`}>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <div key={at} className="flex h-[35px] items-center border-b border-rule">
          <span className="h-2.5 rounded-sm bg-panel" style={{ width: `${32 + ((at * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
