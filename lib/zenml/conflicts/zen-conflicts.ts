/**
 * What becomes of a component of which another one with other settings is here: it comes under another name; the one here
 * is used; the one here takes its settings; it is refused, and the stacks that have it with it.
 */
export const CONFLICT_CHOICES = ['rename', 'keep', 'replace', 'refuse'] as const;
export type ConflictChoice = (typeof CONFLICT_CHOICES)[number];

/** The choice for each component, by {@link conflictKey}, and for all that nobody chose for. */
export interface ConflictChoices {
  readonly usual: ConflictChoice;
  readonly each: ReadonlyMap<string, ConflictChoice>;
}

/** As ZenML's own command asks for: nothing here changes, and nobody is joined to what is somebody else's. */
export const USUAL_CONFLICTS: ConflictChoices = { usual: 'rename', each: new Map() };

export const isConflictChoice = (word: string): word is ConflictChoice =>
  CONFLICT_CHOICES.some((choice) => choice === word);

/** A component as choices name it; types hold no slash. */
export const conflictKey = (type: string, name: string): string => `${type}/${name}`;

/** The name of the field and parameter that holds the choice for the component of this key. */
export const conflictField = (key: string): string => `conflict.${key}`;

/** Choices as fields and parameters hold them, by {@link conflictField}; what is none is passed over. */
export function conflictChoicesOf(fields: Iterable<readonly [string, string | undefined]>): ConflictChoices {
  const each = new Map<string, ConflictChoice>();
  for (const [name, word] of fields)
    if (word !== undefined && name.startsWith(PREFIX) && isConflictChoice(word))
      each.set(name.slice(PREFIX.length), word);
  return { ...USUAL_CONFLICTS, each };
}

const PREFIX = conflictField('');
