/** Name of the form's field that chooses the component of a type. */
export const partField = (type: string): string => `part.${type}`;
