const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row]')];
const current = (): HTMLElement | null => document.querySelector('main [data-row][aria-current="true"]');

/** Moves the cursor of the page's list down (1) or up (-1); false when the page has no list. */
export function moveInRows(step: 1 | -1): boolean {
  const all = rows();
  if (all.length === 0) return false;
  const from = current();
  const at = from === null ? -1 : all.indexOf(from);
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  from?.removeAttribute('aria-current');
  next?.setAttribute('aria-current', 'true');
  next?.scrollIntoView({ block: 'nearest' });
  // A row that opens in place is opened by its key, whatever it links to.
  const opens =
    next?.querySelector<HTMLElement>('[data-opens]') ?? next?.querySelector<HTMLElement>('a[href]');
  opens?.focus({ preventScroll: true });
  return true;
}

/** Opens the row under the cursor. A focused link or button does that by itself. */
export function openRow(): boolean {
  if (document.activeElement instanceof HTMLElement && document.activeElement.closest('a, button, summary'))
    return false;
  const link = current()?.querySelector<HTMLElement>('a[href]') ?? null;
  link?.click();
  return link !== null;
}

/** Ticks or unticks the row under the cursor; false where rows have no box. */
export function tickRow(): boolean {
  const box = current()?.querySelector<HTMLElement>('input[type=checkbox]') ?? null;
  box?.click();
  return box !== null;
}
