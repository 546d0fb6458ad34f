import { type Cell, cellsOf, covers, type HeldAssignment } from './closure';

/** What somebody holds, whenever it ends: two states of one moment are compared. */
type HeldNow = Omit<HeldAssignment, 'until'>;

/** A power that one state has and the other has not. */
export interface Effect extends Omit<Cell, 'until'> {
  /** Projects in which the other state has it all the same. */
  readonly exceptIn: readonly string[];
  /** Single things within it, but not in those projects, on which the other state has it all the same. */
  readonly exceptOn: readonly string[];
}

/**
 * What is had in `before` and not in `after`, each power once and none that another one among them includes. Backwards it
 * is what is gained.
 */
export function lostBetween(before: readonly HeldNow[], after: readonly HeldNow[]): Effect[] {
  const left = after.map(lasting);
  const cells = new Map<string, Cell>();
  for (const cell of before.map(lasting).flatMap(cellsOf))
    if (!covers(left, null, cell)) cells.set(keyOf(cell), cell);
  return [...cells.values()]
    .filter((cell) => !including(cell).some((key) => cells.has(key)))
    .map(({ until: _, ...cell }) => {
      const exceptIn = projectsLeft(cell, left);
      return { ...cell, exceptIn, exceptOn: thingsLeft(cell, left, exceptIn) };
    });
}

const lasting = (held: HeldNow): HeldAssignment => ({ ...held, until: null });

const keyOf = ({ operation, type, projectId, resourceId }: Omit<Cell, 'until'>): string =>
  [operation, type, projectId ?? '', resourceId ?? ''].join(' ');

/** Keys of the powers that include one: the same on all of its project, and everywhere. */
function including(cell: Cell): string[] {
  const wider = [
    { ...cell, resourceId: null },
    { ...cell, resourceId: null, projectId: null },
  ];
  return wider.map(keyOf).filter((key) => key !== keyOf(cell));
}

function projectsLeft(cell: Omit<Cell, 'until'>, left: readonly HeldAssignment[]): string[] {
  if (cell.projectId !== null) return [];
  const places = new Set(
    left.flatMap((held) => [held.projectId, ...held.permissions.map((one) => one.resourceProjectId)]),
  );
  return [...places].filter(
    (place): place is string =>
      place !== null && covers(left, null, { ...cell, projectId: place, until: null }),
  );
}

function thingsLeft(
  cell: Omit<Cell, 'until'>,
  left: readonly HeldAssignment[],
  exceptIn: readonly string[],
): string[] {
  if (cell.resourceId !== null) return [];
  const things = new Set<string>();
  for (const one of left.flatMap(cellsOf))
    if (
      one.resourceId !== null &&
      one.operation === cell.operation &&
      one.type === cell.type &&
      (cell.projectId === null || cell.projectId === one.projectId) &&
      (one.projectId === null || !exceptIn.includes(one.projectId))
    )
      things.add(one.resourceId);
  return [...things];
}
