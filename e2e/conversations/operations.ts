import type { Exchange } from './exchange';

/** One operation of a protocol: `GET /model/{model}`. */
export type Operation = `${string} /${string}`;

/** The operation that an exchange asks for, below a base such as `/api`, or null when there is none. */
export function operationOf(
  { send: [method, path] }: Exchange,
  base: RegExp,
  operations: readonly Operation[],
): Operation | null {
  const below = path.split('?')[0]?.replace(base, '') ?? '';
  const fits = operations.filter((operation) => {
    const [verb = '', template = ''] = operation.split(' ');
    return verb === method && pattern(template).test(below);
  });
  // `/user/me` before `/user/{user}`: the one with fewer parameters.
  return [...fits].sort((a, b) => parameters(a) - parameters(b))[0] ?? null;
}

const pattern = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
const parameters = (operation: string): number => operation.split('{').length;
