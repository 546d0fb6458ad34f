import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import type { ImportReport } from '@/lib/transfer/report';
import type { FormState } from './form-state';
import { checkOrigin } from './origin';
import { actingCtx } from './page-ctx';

/** Fields that come back with a refusal, so that nobody types twice. Never passwords, never files. */
const SECRET = /password|secret/i;

/** What a form sent, read once: every value a string, absent ones empty. */
export class Fields {
  readonly #data: FormData;
  constructor(data: FormData) {
    this.#data = data;
  }

  /** The value as typed. A field that came twice is refused: two readers could believe different ones. */
  text(name: string): string {
    const all = this.#data.getAll(name);
    if (all.length > 1) throw new DomainError('invalid', `${name} was sent more than once.`);
    const [value] = all;
    // Forms send CR LF; what was typed had LF.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  }

  /** The value without the spaces around it, or null when nothing is left. */
  optional(name: string): string | null {
    return this.text(name).trim() || null;
  }

  checked(name: string): boolean {
    return this.text(name) === 'on';
  }

  whole(name: string): number {
    const text = this.text(name);
    if (!/^\d{1,9}$/.test(text)) throw new DomainError('invalid', `${name} must be a whole number.`);
    return Number(text);
  }

  file(name: string): File | null {
    const value = this.#data.get(name);
    return value instanceof File && value.size > 0 ? value : null;
  }

  echo(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [name, value] of this.#data)
      if (typeof value === 'string' && !name.startsWith('$ACTION') && !SECRET.test(name))
        values[name] = value;
    return values;
  }
}

/** What went well: a word about it, and values that the page shows once (a new token). */
export interface Done {
  readonly message: string;
  readonly shown?: string;
  readonly report?: ImportReport;
}

/**
 * Runs one form's verb for somebody signed in and turns refusals into the state that the form shows. `run` redirects
 * where the work leads to another page. Unknown faults get an id, a line in the log, and no detail.
 */
export async function submit(
  data: FormData,
  run: (ctx: Ctx, fields: Fields) => Promise<Done>,
): Promise<FormState> {
  return attempt(data, async (fields) => run(await actingCtx(), fields));
}

/** As {@link submit}, for the two forms that nobody can be signed in for. */
export async function attempt(data: FormData, run: (fields: Fields) => Promise<Done>): Promise<FormState> {
  const fields = new Fields(data);
  try {
    await checkOrigin();
    const { message, shown, report } = await run(fields);
    return {
      status: 'done',
      message,
      issues: [],
      values: {},
      shown: shown ?? null,
      way: null,
      ...(report === undefined ? {} : { report }),
      at: Date.now(),
    };
  } catch (error) {
    unstable_rethrow(error);
    return { ...(await refusalState(error)), values: fields.echo(), shown: null, at: Date.now() };
  }
}

async function refusalState(
  error: unknown,
): Promise<Pick<FormState, 'status' | 'message' | 'issues' | 'way'>> {
  if (!isDomainError(error)) {
    const id = randomUUID();
    console.error(
      JSON.stringify({ level: 'error', id, fault: error instanceof Error ? error.name : 'unknown' }),
    );
    return {
      status: 'refused',
      message: `Something went wrong here. The log knows it as ${id}.`,
      issues: [],
      way: null,
    };
  }
  const issues = error.issues.map(({ path, message }) => ({ path, message }));
  const status = error.code === 'invalid' && issues.length > 0 ? 'invalid' : 'refused';
  return { status, message: error.message, issues, way: await wayOut(error) };
}

/** An act on what opens the account wants a sign-in of the last hour. */
async function wayOut(error: DomainError): Promise<FormState['way']> {
  if (error.code !== 'precondition' || !/sign in again/i.test(error.message)) return null;
  const here = (await headers()).get('x-assay-path') ?? url.account();
  return { href: url.signInAgain(here), label: 'Sign in again' };
}
