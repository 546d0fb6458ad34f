import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { nestsDeeper } from './body';
import { MAX_PAGE_NESTING } from './limits';

/** Next's name of an action: what it is and which arguments it uses, then a hash. */
const ACTION_ID = /^[0-9a-f]{42}$/;
/** How React writes a FormData among the arguments, and values that JSON lacks. Everything else behind `$` is `$$`. */
const FORM = /^\$K[0-9a-f]+$/;
const WORD = /^\$(\$|undefined$|NaN$|-?Infinity$|-0$)/;

/**
 * Why a body cannot be one that a form of ours sends to its action, or null. Next decodes what it gets without a
 * guard and answers 500; of its protocol our forms use a small part: a state and the form's fields.
 */
export async function actionProblem(request: IncomingMessage, body: Buffer): Promise<string | null> {
  const type = request.headers['content-type'] ?? '';
  const action = request.headers['next-action'];
  if (!/^multipart\/form-data/i.test(type)) {
    if (nestsDeeper(body, MAX_PAGE_NESTING)) return TOO_DEEP;
    return action === undefined || wantsNothing(String(action), body)
      ? null
      : 'This action takes a form (multipart/form-data).';
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null);
  if (form === null || !(await nextReads(type, body))) return 'The form cannot be read.';
  if (await someFieldNests(form)) return TOO_DEEP;
  if (action !== undefined) return called(form, String(action)) ? null : 'The action cannot be read.';
  return [...form.keys()].every((name) => submitted(form, name)) ? null : 'The action cannot be read.';
}

/**
 * Whether Next will be able to read the form. It reads by busboy, which takes less than the platform's own reader does,
 * heads of parts with control characters for one, and its refusal is answered with 500.
 */
function nextReads(type: string, body: Buffer): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    const reader = busboy({ defParamCharset: 'utf8', headers: { 'content-type': type } })
      .on('file', (_, file) => file.on('error', () => resolve(false)).resume())
      .once('error', () => resolve(false))
      .once('close', () => resolve(true));
    reader.end(body);
  }).catch(() => false);
}

const TOO_DEEP = `The body nests brackets deeper than ${MAX_PAGE_NESTING} levels.`;

/** In fields only: the bytes of a file are any bytes, and nobody takes them apart. A file without a name is a field. */
async function someFieldNests(form: FormData): Promise<boolean> {
  for (const value of form.values()) {
    if (typeof value !== 'string' && value.name !== '') continue;
    const bytes = typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
    if (nestsDeeper(bytes, MAX_PAGE_NESTING)) return true;
  }
  return false;
}

/** A call of an action that looks at no argument: the browser then sends an empty list as plain text. */
function wantsNothing(id: string, body: Buffer): boolean {
  return argumentsIn(body.toString('utf8')) !== null && (!ACTION_ID.test(id) || argumentsUsed(id) === 0);
}

/** A call by script: field 0 holds the arguments; the last one that the action looks at is the form. */
function called(form: FormData, id: string): boolean {
  const args = argumentsIn(form.get('0'));
  // An id of another build is Next's to refuse: it has a status for it.
  if (!ACTION_ID.test(id)) return args !== null;
  return args !== null && FORM.test(String(args.at(argumentsUsed(id) - 1)));
}

/** A form sent without script: hidden fields name the action and what is bound to it; the form itself comes last. */
function submitted(form: FormData, name: string): boolean {
  if (!name.startsWith('$ACTION_')) return true;
  const direct = /^\$ACTION_ID_(.*)$/.exec(name)?.[1];
  if (direct !== undefined) return ACTION_ID.test(direct) && argumentsUsed(direct) <= 1;
  const reference = /^\$ACTION_REF_(\d{1,3})$/.exec(name)?.[1];
  if (reference === undefined) return name === '$ACTION_KEY' || /^\$ACTION_\d{1,3}:[01]$/.test(name);
  const { id, bound } = (parsed(form.get(`$ACTION_${reference}:0`)) ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || !ACTION_ID.test(id)) return false;
  if (bound === null) return argumentsUsed(id) <= 1;
  const args = argumentsIn(form.get(`$ACTION_${reference}:1`));
  const used = argumentsUsed(id);
  return bound === '$@1' && args !== null && (used === 0 || args.length + 1 === used);
}

/** Arguments that an action looks at, as the compiler wrote into its id: six bits after the first, all set for "who knows". */
function argumentsUsed(id: string): number {
  const mask = (Number.parseInt(id.slice(0, 2), 16) >> 1) & 0x3f;
  return mask === 0 || mask === 0x3f ? 0 : 6 - Math.log2(mask & -mask);
}

/** Arguments that are plain values and forms; null for anything that React would have to look up or revive. */
function argumentsIn(field: FormDataEntryValue | null): unknown[] | null {
  const args = parsed(field);
  if (!Array.isArray(args)) return null;
  const left: unknown[] = [];
  for (const arg of args) if (!FORM.test(String(arg))) left.push(arg);
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && value.startsWith('$') && !WORD.test(value)) return null;
    if (typeof value === 'object' && value !== null) left.push(...Object.values(value));
  }
  return args;
}

function parsed(field: FormDataEntryValue | null): unknown {
  if (typeof field !== 'string') return null;
  try {
    return JSON.parse(field);
  } catch {
    return null;
  }
}
