import type { Route } from 'next';

/** Where a form that asks by its address leads, without what is empty. */
export function formAddress(form: HTMLFormElement): Route {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') query.append(name, value);
  // A field that is called `action` hides the property of that name.
  const { pathname } = new URL(form.getAttribute('action') ?? '', window.location.href);
  return (query.size === 0 ? pathname : `${pathname}?${query}`) as Route;
}
