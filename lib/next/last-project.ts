/** Cookie that the rail writes: the name of the project looked at last, percent-encoded. */
export const PROJECT_COOKIE = 'assay.project';

/** The name it holds, or null. Only a hint for links: whoever follows one is asked for permission there. */
export function projectOfCookie(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
