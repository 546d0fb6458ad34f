import http from 'node:http';
import type { Received, Request } from './play';

/** JSON as `json.dumps` writes it: a space behind `,` and `:`, everything beyond ASCII escaped. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${ascii(key)}: ${pythonJson(member)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? ascii(value) : (JSON.stringify(value) ?? 'null');
}

const ascii = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const OWN_HEADERS = {
  'User-Agent': 'python-requests/2.27.1',
  'Accept-Encoding': 'gzip, deflate',
  Accept: '*/*',
  Connection: 'keep-alive',
};
const agent = new http.Agent({ keepAlive: false });

/** Sends a request as Python's `requests` does, with nothing that `fetch` would add. */
export function askedByPython(url: string, { method, path, headers, body }: Request): Promise<Received> {
  const announces = body !== undefined || !['GET', 'HEAD', 'OPTIONS'].includes(method);
  const length = announces ? { 'Content-Length': Buffer.byteLength(body ?? '') } : {};
  return new Promise((resolve, reject) => {
    const request = http.request(
      url + path,
      { method, agent, headers: { ...OWN_HEADERS, ...length, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          const pairs = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
            values.map((value): [string, string] => [name, value]),
          );
          resolve({ status: response.statusCode ?? 0, headers: new Headers(pairs), text });
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
