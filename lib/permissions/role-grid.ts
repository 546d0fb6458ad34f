import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import type { Operation, PermissionType } from './decide';
import { comesByItself, groupOf, isAsked, type OperationGroup, type Places, whyIdle } from './where-counts';

/** One word of a role in its grid. */
export interface GridWord {
  /** `model:read`, or with a row id behind it for a single thing. */
  readonly word: string;
  readonly type: PermissionType;
  /** Whether the role permits it, and whether it is ticked: the two differ where something is not saved. */
  readonly was: boolean;
  readonly is: boolean;
  /** Whether there is anything to permit. */
  readonly isOffered: boolean;
  /** Not ticked, it comes to who holds the role on a project all the same. */
  readonly byItself: boolean;
}

export interface GridRow {
  readonly operation: Operation;
  readonly words: readonly GridWord[];
  /** Ticked types that give nothing to anybody: nobody holds the role everywhere, or nothing asks for them. */
  readonly notEverywhere: readonly PermissionType[];
  readonly notAsked: readonly PermissionType[];
}

export interface GridGroup {
  readonly group: OperationGroup;
  readonly rows: readonly GridRow[];
}

const GROUPS: readonly OperationGroup[] = ['project', 'registry', 'administration', 'guards'];
/** What lies in projects stands before what administers them. */
const FIRST: readonly Operation[] = ['pipeline_run', 'model', 'artifact'];
const ORDERED = [...FIRST, ...OPERATIONS.filter((operation) => !FIRST.includes(operation))];

interface Ticks {
  /** What the role permits, as words, and what is ticked. */
  readonly saved: ReadonlySet<string>;
  readonly ticked: ReadonlySet<string>;
  readonly places: Places;
}

/** What a role permits on everything: each operation once, in groups that say where a tick counts. */
export function roleGrid({ saved, ticked, places }: Ticks): GridGroup[] {
  const saysAnything = [...ticked].some((word) => word.split(':').length === 2);
  const rowOf = (operation: Operation): GridRow => {
    const words = PERMISSION_TYPES.map((type): GridWord => {
      const word = `${operation}:${type}`;
      const is = ticked.has(word);
      return {
        word,
        type,
        was: saved.has(word),
        is,
        isOffered: isAsked({ operation, type }),
        byItself: saysAnything && !is && comesByItself({ operation, type }),
      };
    });
    const idle = (why: ReturnType<typeof whyIdle>): PermissionType[] =>
      words
        .filter(({ is, type }) => is && whyIdle({ operation, type }, places) === why)
        .map(({ type }) => type);
    return { operation, words, notEverywhere: idle('not everywhere'), notAsked: idle('not asked') };
  };
  return GROUPS.map((group) => ({
    group,
    rows: ORDERED.filter((operation) => groupOf(operation) === group).map(rowOf),
  }));
}
