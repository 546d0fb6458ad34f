/** `/model/{model}` as Hono writes it: `/model/:model`. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** The path of a request as it came, still percent-encoded: each parameter is then decoded exactly once. */
export function rawPath(request: Request): string {
  const { url } = request;
  const start = url.indexOf('/', url.indexOf('//') + 2);
  if (start < 0) return '/';
  const end = /[?#]/.exec(url.slice(start))?.index;
  return end === undefined ? url.slice(start) : url.slice(start, start + end);
}
