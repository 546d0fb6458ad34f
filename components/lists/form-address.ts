import type { Route } from 'next';

/** Where a form that asks by its address leads, without what is empty. */
export function formAddress(form: HTMLFormElement): Route {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') asked.append(name, value);
  const { pathname } = new URL(form.action);
  return (asked.size === 0 ? pathname : `${pathname}?${asked}`) as Route;
}
