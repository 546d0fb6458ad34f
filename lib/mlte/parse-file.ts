import type { z } from 'zod';
import { shown } from '@/lib/archives/entry-path';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { JsonText } from '@/lib/json/json-text';
import { isFileNameOf } from './file-names';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A JSON file of the store: its text (read once, within the store's limits) and what the schema makes of it. */
export function parseFile<T>(bytes: Buffer, schema: z.ZodType<T>): { json: JsonText; file: T } {
  const json = new JsonText(decode(bytes));
  const result = schema.safeParse(json.value(0));
  if (result.success) return { json, file: result.data };
  throw invalid(
    result.error.issues.slice(0, 5).map((issue) => {
      const path = issue.path.join('.');
      return { path, message: `${shown(path) || 'The file'}: ${issue.message}.` };
    }),
  );
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new DomainError('invalid', 'The file is not UTF-8 text.', { cause: error });
  }
}

/**
 * What an object is called. The file name counts, as for the store that wrote it; the name inside the file says which
 * `___` of it are slashes, and what was called so that it had to be escaped. When the two disagree, a note tells.
 */
export function nameOf(inside: string, fromPath: string): { name: string; notes: string[] } {
  if (isFileNameOf(fromPath, inside)) return { name: inside, notes: [] };
  return { name: fromPath, notes: [`Inside the file it is called ${shown(inside)}; its file name counts.`] };
}

/** Unix seconds to an instant; `invalid` outside 1970 to 2100. */
export function instantOfSeconds(seconds: number | null, field: string): Date | null {
  if (seconds === null) return null;
  if (!(seconds >= 0 && seconds <= 4_102_444_800))
    throw new DomainError('invalid', `${field}: ${seconds} is not a time between 1970 and 2100.`);
  return new Date(Math.trunc(seconds) * 1000);
}
