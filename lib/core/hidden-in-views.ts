/**
 * Pages that are somebody's own, or lead to what opens an account: to who views the store as another they are absent. The
 * one declaration of that; the gate acts on it, and the rail leaves out what it hides.
 */
const HIDDEN: readonly RegExp[] = [
  /^\/(account|welcome)$/,
  /^\/(join|new-password|setup)(\/|$)/,
  // An upload that waits, and what imports left open.
  /^\/import\/[^/]+$/,
  /^\/admin\/(tokens|sessions|invitations|new-invitation)$/,
  /^\/admin\/people\/[^/]+\/(password|view)$/,
  /^\/admin\/service-accounts\/[^/]+\/(new-token|rotate)$/,
];

/** Whether a view hides the page at a path, which may be percent-encoded. */
export function isHiddenInViews(path: string): boolean {
  const decoded = decodeURIComponent(path).replace(/\/+$/, '');
  return HIDDEN.some((pattern) => pattern.test(decoded));
}
