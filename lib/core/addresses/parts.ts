/** One decoded path segment to its form in an address. */
export const segment = (name: string): string => encodeURIComponent(name);

/** `?` and the parameters that hold something, in their order; empty when none does. */
export function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** An address of ours with more parameters, or other values of those that it has. */
export function withQuery(address: string, more: Readonly<Record<string, string>>): string {
  const [path = '', query = ''] = address.split('?');
  return `${path}${queryText({ ...Object.fromEntries(new URLSearchParams(query)), ...more })}`;
}
