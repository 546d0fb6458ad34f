import type { z } from 'zod';
import { type ComplaintKind, DomainError, type Issue, invalid } from '@/lib/core/domain-error';

/** The value as its schema reads it, or `invalid` with one issue per complaint, paths beginning with `where`. */
export function parsed<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map((issue) => issueOf(issue, value, where)));
}

function issueOf(issue: z.core.$ZodIssue, value: unknown, where: string): Issue {
  const path = [where, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  const found = issue.path.reduce<unknown>((at, key) => at?.[key as keyof typeof at], value);
  const kind = complaintKindOf(issue, found);
  return {
    path,
    message: `${path}: ${issue.message}.`,
    value: shown(found),
    ...(kind === null ? {} : { kind }),
  };
}

const KINDS: Readonly<Record<string, ComplaintKind>> = {
  string: 'text',
  array: 'list',
  object: 'mapping',
  record: 'mapping',
  boolean: 'flag',
};

function complaintKindOf(issue: z.core.$ZodIssue, found: unknown): ComplaintKind | null {
  if (issue.code === 'invalid_format') return issue.format === 'guid' ? 'uuid' : null;
  if (issue.code !== 'invalid_type') return null;
  if (found === undefined) return 'missing';
  return found === null ? 'null' : (KINDS[issue.expected] ?? null);
}

/** What an answer repeats of a refused value: scalars, shortened. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, 200);
  return typeof value === 'object' ? undefined : value;
}

/** Query parameters as an object; a scalar that comes twice is refused with `repeated`. */
export function queryOf(search: URLSearchParams): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of search) {
    if (name in found) throw new RepeatedParameter(name);
    found[name] = value;
  }
  return found;
}

/** A query parameter came more than once; every door answers 400. */
export class RepeatedParameter extends DomainError {
  readonly repeated = true;
  constructor(name: string) {
    super('invalid', `The query parameter ${JSON.stringify(name)} is there more than once.`);
  }
}

export const isRepeated = (error: unknown): boolean => error instanceof Error && 'repeated' in error;
