import type { ComplaintKind, DomainError, Issue } from '@/lib/core/domain-error';

/** A complaint in the shape that clients know from pydantic 1. */
interface Complaint {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: { readonly enum_values: readonly string[] };
}

/** Words of pydantic 1, so that what people look up for a message stays true. */
const WORDS: Readonly<Record<Exclude<ComplaintKind, 'choice' | 'json'>, { msg: string; type: string }>> = {
  missing: { msg: 'field required', type: 'value_error.missing' },
  null: { msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' },
  text: { msg: 'str type expected', type: 'type_error.str' },
  list: { msg: 'value is not a valid list', type: 'type_error.list' },
  mapping: { msg: 'value is not a valid dict', type: 'type_error.dict' },
  flag: { msg: 'value could not be parsed to a boolean', type: 'type_error.bool' },
  uuid: { msg: 'value is not a valid uuid', type: 'type_error.uuid' },
};

/** The complaints of an `invalid`, one for each. */
export function complaintsOf(error: DomainError): Complaint[] {
  const issues: readonly Issue[] =
    error.issues.length > 0 ? error.issues : [{ path: '', message: error.message }];
  return issues.map(complaint);
}

function complaint({ path, message, kind, permitted = [] }: Issue): Complaint {
  const loc = located(path);
  switch (kind) {
    case undefined:
      return { loc, msg: message, type: 'value_error' };
    case 'json':
      return { loc: [...loc, 0], msg: message, type: 'value_error.jsondecode' };
    case 'choice': {
      const names = permitted.map((name) => `'${name}'`).join(', ');
      const msg = `value is not a valid enumeration member; permitted: ${names}`;
      return { loc, msg, type: 'type_error.enum', ctx: { enum_values: permitted } };
    }
    case 'null':
      // A body of `null` is no body.
      return { loc, ...WORDS[path === 'body' ? 'missing' : kind] };
    default:
      return { loc, ...WORDS[kind] };
  }
}

const ROOTS: ReadonlySet<string> = new Set(['path', 'query', 'body']);

function located(path: string): (string | number)[] {
  if (path === 'component_type') return ['path', 'component_type'];
  const parts = path.split('.').filter((part) => part !== '');
  return [
    ...(ROOTS.has(parts[0] ?? '') ? [] : ['body']),
    ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  ];
}
