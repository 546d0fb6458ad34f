import 'server-only';
import { authorizeOpenly, can, type RequiredPermission } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { type Denial, tellRefusal } from '@/lib/requests/refusal';
import { askForAccessAction } from './ask-action';
import type { FormAction } from './form-state';

/** Why the reader may not: what is missing, who can give it, and the action that asks for it. */
export interface Why extends Denial {
  /** All of it in a sentence or two. */
  readonly message: string;
  readonly ask: FormAction;
}

/** Null when the reader may; else what is missing and what would help. */
export async function whyNot(ctx: Ctx, required: RequiredPermission): Promise<Why | null> {
  // What is only offered is no use of it.
  if (await can(ctx, required)) return null;
  try {
    await authorizeOpenly(ctx, required);
    return null;
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'forbidden') throw error;
    return { ...(await tellRefusal(ctx, required)), message: error.message, ask: askForAccessAction };
  }
}
