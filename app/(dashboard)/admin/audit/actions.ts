'use server';

import { revalidatePath } from 'next/cache';
import { verifyAudit } from '@/lib/audit/verify-audit';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';

/** Checks the chains from where the last check ended, or all of them again. The page says what was found. */
export async function verifyAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { verified } = await verifyAudit(ctx, { fromTheStart: fields.text('again') === 'on' });
    revalidatePath(url.audit());
    return { message: `${verified.toLocaleString('en')} events verified.` };
  });
}
