import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { awayIn } from '@/db/database-away';
import type { Ctx } from '@/lib/core/ctx';
import type { DomainError } from '@/lib/core/domain-error';
import { setStatus } from '@/lib/core/exchange';
import { url } from '@/lib/core/urls';
import type { ImportReport } from '@/lib/import-report/report';
import { understood } from '@/lib/wire/faults';
import { FormFields } from './fields';
import type { FormState } from './form-state';
import { checkOrigin } from './origin';
import { actingCtx, pageRequestContext } from './page-ctx';

/** What went well: a word about it, and values that the page shows once (a new token). */
export interface SubmitResult {
  readonly message: string;
  readonly shown?: string;
  /** Lines to paste that hold `shown`. */
  readonly paste?: string;
  readonly report?: ImportReport;
}

/**
 * Runs one form's verb for somebody signed in and turns refusals into the state that the form shows. `run` redirects
 * where the work leads to another page. Unknown faults get an id, a line in the log, and no detail.
 */
export async function submit(
  data: FormData,
  run: (ctx: Ctx, fields: FormFields) => Promise<SubmitResult>,
): Promise<FormState> {
  return attempt(data, async (fields) => run(await actingCtx(), fields));
}

/** As {@link submit}, for work that finds out by itself who acts: signing in, setting up, and editors. */
export async function attempt(
  data: FormData,
  run: (fields: FormFields) => Promise<SubmitResult>,
): Promise<FormState> {
  const fields = new FormFields(data);
  try {
    await checkOrigin();
    const { message, shown, paste, report } = await run(fields);
    return {
      status: 'done',
      message,
      issues: [],
      values: {},
      shown: shown ?? null,
      way: null,
      ...(paste === undefined ? {} : { paste }),
      ...(report === undefined ? {} : { report }),
      at: Date.now(),
    };
  } catch (error) {
    unstable_rethrow(error);
    return { ...(await refusalState(error)), values: fields.echo(), shown: null, at: Date.now() };
  }
}

async function refusalState(
  thrown: unknown,
): Promise<Pick<FormState, 'status' | 'message' | 'issues' | 'way'>> {
  const away = awayIn(thrown);
  if (away !== null) {
    const message = away.isUncertain
      ? 'The database stopped answering while this was being saved. Look whether it was before you send it again.'
      : 'The database does not answer at the moment. Nothing was saved: send it again in a few seconds.';
    return { status: 'refused', message, issues: [], way: null };
  }
  const id = (await pageRequestContext()).requestId ?? randomUUID();
  const error = understood(thrown, id);
  if (error === null)
    return {
      status: 'refused',
      message: `Something went wrong here. Its number in the log is ${id}.`,
      issues: [],
      way: null,
    };
  if (error.reason === 'no_room') setStatus(507);
  const issues = error.issues.map(({ path, message }) => ({ path, message }));
  const status = error.code === 'invalid' && issues.length > 0 ? 'invalid' : 'refused';
  return { status, message: error.message, issues, way: await wayOut(error) };
}

/** An act on what opens the account wants a sign-in of the last hour; what takes a permission can be asked for. */
async function wayOut({ reason, missing }: DomainError): Promise<FormState['way']> {
  if (missing !== undefined) {
    const { operation, type, projectId, resourceId } = missing;
    const href = url.ask({ operation, type, in: projectId ?? undefined, resource: resourceId });
    return { href, label: 'Ask for it' };
  }
  if (reason !== 'sign_in_again') return null;
  const here = (await headers()).get('x-assay-path') ?? url.account();
  return { href: url.signInAgain(here), label: 'Sign in again' };
}
