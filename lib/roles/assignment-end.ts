import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';

/** `invalid` for an end that is not ahead. */
export function endAhead(ctx: Ctx, expiresAt: Date | null | undefined): void {
  if (expiresAt != null && !(expiresAt > ctx.now))
    throw invalid([
      { path: 'expiresAt', message: 'The end of an assignment must lie ahead.', value: expiresAt },
    ]);
}

export function sameInstant(a: Date | null, b: Date | null): boolean {
  return (a?.getTime() ?? null) === (b?.getTime() ?? null);
}
