import type { Exchange } from './exchange';
import { differences, disorder, filled, said } from './matching';
import { askedByPython, pythonJson } from './python';

/** What came back, as far as conversations look at it. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What holds of every reply of a protocol; a sentence when it does not. */
export type Custom = (received: Received) => string | null;

/**
 * Has one exchange with the server at `url`, keeps what later ones need, and returns null or everything that somebody
 * needs who must find out why it went otherwise: request, what was expected, what came.
 */
export async function play(
  url: string,
  exchange: Exchange,
  kept: Map<string, unknown>,
  customs: readonly Custom[] = [],
): Promise<string | null> {
  try {
    const request = requestOf(exchange, kept);
    const received = await (exchange.fromPython === true ? askedByPython : receive)(url, request);
    const wrong = [
      ...complaints(exchange, received, kept),
      ...customs.flatMap((custom) => custom(received) ?? []),
    ];
    if (wrong.length === 0) return null;
    return [
      `✗ ${exchange.claim}`,
      `  request:  ${request.method} ${request.path}${request.body === undefined ? '' : `  ${shortened(request.body)}`}`,
      `  expected: ${exchange.reply[0]} ${shown(exchange.reply[1])}`,
      `  got:      ${received.status} ${shortened(received.text)}`,
      ...wrong.map((line) => `  - ${shortened(line)}`),
    ].join('\n');
  } catch (error) {
    return `✗ ${exchange.claim}\n  ${exchange.send[0]} ${exchange.send[1]}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

function requestOf(exchange: Exchange, kept: Map<string, unknown>): Request {
  const { send, headers = {}, form, text } = exchange;
  const [method, path, json] = send;
  const own = { ...basicOf(exchange, kept), ...(filled(headers, kept) as Record<string, string>) };
  if (exchange.fromPython === true) {
    const body =
      text === undefined ? (json === undefined ? undefined : pythonJson(filled(json, kept))) : text;
    return { method, path: said(path, kept), headers: own, body };
  }
  const [type, body] =
    form !== undefined
      ? [
          'application/x-www-form-urlencoded',
          new URLSearchParams(filled(form, kept) as Record<string, string>).toString(),
        ]
      : text !== undefined
        ? ['application/json', said(text, kept)]
        : json === undefined
          ? [undefined, undefined]
          : ['application/json', JSON.stringify(filled(json, kept))];
  return {
    method,
    path: said(path, kept),
    headers: { Accept: 'application/json', ...(type === undefined ? {} : { 'Content-Type': type }), ...own },
    body,
  };
}

function basicOf({ user }: Exchange, kept: Map<string, unknown>): Record<string, string> {
  if (user === undefined) return {};
  return { Authorization: `Basic ${Buffer.from(`${said(user, kept)}:`).toString('base64')}` };
}

/** An empty Content-Type is sent as none at all: fetch would otherwise name one. */
async function receive(url: string, { method, path, headers, body }: Request): Promise<Received> {
  const { 'Content-Type': type = '', ...others } = headers;
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: type === '' ? others : { ...others, 'Content-Type': type },
    ...(body === undefined ? {} : { body: type === '' ? new TextEncoder().encode(body) : body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function complaints(exchange: Exchange, received: Received, kept: Map<string, unknown>): string[] {
  const [status, json, headers = {}] = exchange.reply;
  const wrong: string[] = [];
  if (received.status !== status) wrong.push(`status: expected ${status}, got ${received.status}`);
  for (const [name, expected] of Object.entries(headers))
    wrong.push(...differences(expected, received.headers.get(name), kept, `header ${name}`));
  if (exchange.verbatim !== undefined && !received.text.includes(said(exchange.verbatim, kept)))
    wrong.push(`the reply does not hold ${exchange.verbatim}`);
  const body = parsed(received.text);
  if (json !== undefined) wrong.push(...differences(json, body, kept));
  if (exchange.inOrder === true) wrong.push(...disorder(json, body, kept));
  if (wrong.length > 0) return wrong;
  for (const [name, path] of Object.entries(exchange.keep ?? {})) {
    const value = path.split('.').reduce<unknown>((at, key) => at?.[key as keyof typeof at], body);
    if (value === undefined) wrong.push(`the reply has no ${path} to keep`);
    else kept.set(name, value);
  }
  return wrong;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shown = (expected: unknown): string =>
  shortened(
    JSON.stringify(expected, (_, value: unknown) => (value instanceof RegExp ? String(value) : value)) ?? '',
  );

const shortened = (text: string): string => (text.length > 1_200 ? `${text.slice(0, 1_200)}…` : text);
