import type { CustomList } from '@/db/queries/lists';

/** What an editor's form knows of a body. Whatever else a body holds stays as it is. */
export type Shape = LeafShape | ObjectShape | RowsShape | TextsShape | MapShape;

/**
 * One value, edited as text. Emptied, `text` becomes null, `word` the empty text (clients take no null there), and
 * `number` null. `list`: the custom list that the word is of, which may grow from the form.
 */
export interface LeafShape {
  readonly kind: 'text' | 'word' | 'number';
  readonly list?: CustomList;
}
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  readonly optional?: Optional;
}
/** Of an object that may be null: it is made by the first field that is filled, and goes with the last one emptied. */
export interface Optional {
  /** Members that the form does not know and that keep it, while they hold something. */
  readonly unless: readonly string[];
  /** Members that it gets when the form makes it, as JSON. */
  readonly adds: Readonly<Record<string, string>>;
}
/** A list of objects. `id`: the field that tells one from another, where it has a value. */
export interface RowsShape {
  readonly kind: 'rows';
  readonly row: ObjectShape;
  readonly id?: string;
}
/** A list of texts. */
export interface TextsShape {
  readonly kind: 'texts';
}
/** An object of any names with texts; the form has a row with `key` and `value` for each. */
export interface MapShape {
  readonly kind: 'map';
}

export const text: LeafShape = { kind: 'text' };
export const word: LeafShape = { kind: 'word' };
export const number: LeafShape = { kind: 'number' };
export const texts: TextsShape = { kind: 'texts' };
export const map: MapShape = { kind: 'map' };
export const listed = (list: CustomList): LeafShape => ({ kind: 'word', list });
export const object = (fields: Readonly<Record<string, Shape>>): ObjectShape => ({ kind: 'object', fields });
export const optional = (
  fields: Readonly<Record<string, Shape>>,
  { unless = [], adds = {} }: Partial<Optional> = {},
): ObjectShape => ({ kind: 'object', fields, optional: { unless, adds } });
export const rows = (fields: Readonly<Record<string, Shape>>, id?: string): RowsShape => ({
  kind: 'rows',
  row: object(fields),
  ...(id === undefined ? {} : { id }),
});

/** The fields of a row of a map. */
export const MAP_ROW: ObjectShape = object({ key: word, value: word });

/** The shape at a path below `body`; row numbers are passed over. Undefined where the form has nothing. */
export function shapeAt(shape: Shape, path: string): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const step of path.split('.').slice(1)) {
    if (at === undefined) return undefined;
    if (at.kind === 'rows') at = /^\d+$/.test(step) ? at.row : undefined;
    else if (at.kind === 'map') at = /^\d+$/.test(step) ? MAP_ROW : undefined;
    else if (at.kind === 'texts') at = /^\d+$/.test(step) ? word : undefined;
    else if (at.kind === 'object') at = Object.hasOwn(at.fields, step) ? at.fields[step] : undefined;
    else return undefined;
  }
  return at;
}
