/** An entry of the test catalog that a case was made from. */
export interface NamedEntry {
  readonly catalog: string;
  readonly identifier: string;
}

/**
 * What the note of a case says of the catalog entry it uses. MLTE has no field for it; the note is what every client
 * keeps and shows.
 */
export const entryNote = ({ catalog, identifier }: NamedEntry): string =>
  `Uses the entry ${JSON.stringify(identifier)} of the test catalog ${JSON.stringify(catalog)}.`;

const SAID = /\bUses the entry ("(?:[^"\\]|\\.)*") of the test catalog ("(?:[^"\\]|\\.)*")\./;

/** The entry that a note names, or null. */
export function entryOfNote(note: string): NamedEntry | null {
  const [, identifier, catalog] = SAID.exec(note) ?? [];
  if (identifier === undefined || catalog === undefined) return null;
  try {
    return { identifier: String(JSON.parse(identifier)), catalog: String(JSON.parse(catalog)) };
  } catch {
    return null; // an escape that JSON does not know: somebody typed it
  }
}
