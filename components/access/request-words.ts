import type { Way } from '@/lib/explanations/ways';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { Duration } from '@/lib/requests/request';
import { OPERATION_WORDS, together } from './access-words';

/** Times as people say them. */
export const DURATION_WORDS: Readonly<Record<Duration, string>> = {
  hour: '1 hour',
  day: '1 day',
  week: '1 week',
  month: '30 days',
};

export const DURATION_OPTIONS = (Object.keys(DURATION_WORDS) as Duration[]).map((value) => ({
  value,
  label: DURATION_WORDS[value],
}));

interface Subject {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly project: string | null;
  readonly resource: { readonly name: string } | null;
}

const ONE: Partial<Record<Operation, string>> = { model: 'the model', user: 'the account', role: 'the role' };

/** What a permission is about, to stand behind its type: "delete" + "the model affordability". */
export function subjectOf({ operation, type, project, resource }: Subject): string {
  if (resource !== null) {
    const { name } = resource;
    if (operation === 'artifact') return `artifacts of ${name}`;
    if (operation === 'catalog') return `entries of the catalog ${name}`;
    if (operation === 'custom_list') return `entries of the list ${name.replaceAll('_', ' ')}`;
    return `${type === 'create' ? 'in ' : ''}${ONE[operation] ?? 'the'} ${name}`;
  }
  if (operation === 'project' && project !== null) return `the project ${project}`;
  return `${OPERATION_WORDS[operation]}${project === null ? '' : ` in ${project}`}`;
}

/** A way as an option: what would be given, and what comes with it. */
export function wayWords(subject: Subject, { role, permits }: Way): { title: string; about: string } {
  const { type, project } = subject;
  if (role === null) {
    const act = `${type[0]?.toUpperCase()}${type.slice(1)}`;
    return {
      title: `${act} ${subjectOf(subject)}`,
      about: `nothing else ${project === null ? '' : 'there'}`.trim(),
    };
  }
  const also = together(permits).map(({ types, of }) => `${types} ${of}`);
  return {
    title: `${role} ${project === null ? 'everywhere' : `on ${project}`}`,
    about:
      also.length > 3
        ? `also much else: ${also.slice(0, 2).join('; ')}; and more`
        : `also ${also.join('; ')}`,
  };
}
