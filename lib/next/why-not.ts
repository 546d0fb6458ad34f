import 'server-only';
import { type Asked, authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';

/** Null when the reader may; else the sentence that says what is missing and who can give it. */
export async function whyNot(ctx: Ctx, asked: Asked): Promise<string | null> {
  try {
    await authorizeOpenly(ctx, asked);
    return null;
  } catch (error) {
    if (isDomainError(error) && error.code === 'forbidden') return error.message;
    throw error;
  }
}
