/** A token or the beginning of one; its underscores may be percent-encoded. */
const TOKEN = /assay(?:_|%5f)[a-z]+(?:_|%5f)[\w%-]{4,}/gi;
/** The segment in which ZenML addresses carry theirs, however the slashes around it are doubled. */
const CAPABILITY = /^(\/+api\/+zenml\/+)[^/]+/i;
const REDACTED = '[redacted]';

/** A text in which nobody finds a token. */
export const withoutTokens = (text: string): string => text.replaceAll(TOKEN, REDACTED);

/** A path without tokens, however much of them is percent-encoded. */
export function pathWithoutTokens(path: string): string {
  return path
    .replace(CAPABILITY, `$1${REDACTED}`)
    .split('/')
    .map((part) => (holds(part) ? REDACTED : part))
    .join('/');
}

/** Whether an address carries a token somewhere. */
export const pathHoldsToken = (path: string): boolean => path.split('/').some(holds);

function holds(part: string): boolean {
  try {
    return decodeURIComponent(part).search(TOKEN) >= 0;
  } catch {
    return part.search(TOKEN) >= 0;
  }
}
