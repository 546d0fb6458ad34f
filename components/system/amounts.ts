/** Milliseconds as people read them: `0.6 ms`, `48 ms`, `1.4 s`. */
export function msText(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return ms < 99_950 ? `${(ms / 1_000).toFixed(1)} s` : 'over 100 s';
}

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people read them, in powers of 1,024 as PostgreSQL counts: `640 kB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  let amount = bytes / 1_024;
  for (const unit of UNITS) {
    if (amount < 999.5 || unit === 'TB')
      return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
    amount /= 1_024;
  }
  return '';
}
