/** Something thrown that may be no error, told by what it says of itself: never `[object Object]`. */
export function describedThing(thing: unknown): string {
  if (typeof thing !== 'object' || thing === null) return String(thing);
  if (thing instanceof Error && thing.message !== '') return thing.message;
  const parts = ['name', 'code', 'errno', 'status', 'message'].flatMap((key) => {
    const value: unknown = Reflect.get(thing, key);
    return (typeof value === 'string' && value !== '') || typeof value === 'number'
      ? [`${key} ${value}`]
      : [];
  });
  return parts.length > 0 ? parts.join(', ') : `an object with ${Object.keys(thing).join(', ') || 'nothing'}`;
}
