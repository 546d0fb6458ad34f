'use server';

import { revalidatePath } from 'next/cache';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { invalid } from '@/lib/core/domain-error';
import { DURATION_NAMES } from '@/lib/requests/request';
import { requestAccess } from '@/lib/requests/request-access';
import { submit } from './form';
import type { FormState } from './form-state';

/** Asks for what a control was refused for. */
export async function askForAccessAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const operation = OPERATIONS.find((word) => word === fields.text('operation'));
    const type = PERMISSION_TYPES.find((word) => word === fields.text('type'));
    if (operation === undefined || type === undefined)
      throw invalid([{ path: 'operation', message: 'The form names no permission.' }]);
    const duration = DURATION_NAMES.find((word) => word === fields.text('duration'));
    if (duration === undefined) throw invalid([{ path: 'duration', message: 'Choose for how long.' }]);
    await requestAccess(ctx, {
      operation,
      type,
      project: fields.optional('project'),
      resource: fields.optional('resource'),
      role: fields.optional('role'),
      duration,
      note: fields.optional('note'),
    });
    revalidatePath('/', 'layout');
    return { message: 'Asked for. Your account page lists it.' };
  });
}
