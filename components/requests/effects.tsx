import type { Power, Simulation } from '@/lib/explanations/simulate';
import type { PermissionType } from '@/lib/permissions/decide';
import { together } from '../access/access-words';

interface EffectsProps {
  readonly simulation: Simulation;
  /** Names of single things, by their row ids. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What people would gain and lose by a change, losses first; nobody else's permissions change. */
export function Effects({ simulation: { people, more }, names = {} }: EffectsProps) {
  if (people.length === 0 && more === 0)
    return <p className="text-ink-2">Nothing that is not held already.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {people.map(({ user, gains, losses }) => (
        <li key={user} className="[overflow-wrap:anywhere]">
          <span className="font-medium">{user}</span>
          <Powers sign="−" word="loses" powers={losses} names={names} />
          <Powers sign="+" word="gains" powers={gains} names={names} />
        </li>
      ))}
      {more > 0 && <li className="text-ink-3">and {more} more people</li>}
    </ul>
  );
}

interface PowersProps extends Required<Pick<EffectsProps, 'names'>> {
  readonly sign: string;
  readonly word: string;
  readonly powers: readonly Power[];
}

function Powers({ sign, word, powers, names }: PowersProps) {
  return [...places(powers, names)].map(([place, there]) => (
    <span key={place} className="block text-ink-2">
      <span aria-hidden="true">{sign} </span>
      <span className="sr-only">{word} </span>
      {together(permitsOf(there))
        .map(({ types, of }) => `${types} ${of}`)
        .join('; ')}{' '}
      <span className="text-ink-3">{place}</span>
    </span>
  ));
}

/** Powers by where they are held: one thing alone is a place of its own. */
function places(powers: readonly Power[], names: PowersProps['names']): Map<string, Power[]> {
  const found = new Map<string, Power[]>();
  for (const power of powers) {
    const where = power.project === null ? 'everywhere' : `in ${power.project}`;
    const place = power.resource === null ? where : `only ${names[power.resource] ?? 'one thing'}, ${where}`;
    found.set(place, [...(found.get(place) ?? []), power]);
  }
  return found;
}

/** In the order in which people say them. */
const TYPES = ['create', 'read', 'update', 'delete'] as const;

function permitsOf(powers: readonly Power[]) {
  const types = new Map<Power['operation'], PermissionType[]>();
  for (const { operation, type } of powers) types.set(operation, [...(types.get(operation) ?? []), type]);
  return [...types].map(([operation, of]) => ({
    operation,
    types: TYPES.filter((type) => of.includes(type)),
  }));
}
