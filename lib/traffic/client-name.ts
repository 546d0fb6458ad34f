/** Characters of a client's name and version that are kept. */
const [MOST_OF_NAME, MOST_OF_VERSION] = [60, 40];

/** What a client calls itself. An empty version: it does not say. */
export interface ClientName {
  readonly name: string;
  readonly version: string;
}

/** Who sends no name at all. */
export const UNNAMED: ClientName = { name: '-', version: '' };
/** Browsers call themselves by names of each other's: which one it is says nothing about a door for programs. */
const BROWSER: ClientName = { name: 'browser', version: '' };

/** A product as RFC 9110 writes it: `python-requests/2.31.0`. */
const PRODUCT = /^\s*([!#$%&'*+.^_`|~\w-]+)(?:\/([!#$%&'*+.^_`|~\w-]+))?/;

/** The first product of a User-Agent, cut short; what follows it says on what it runs. */
export function clientNameOf(userAgent: string | null): ClientName {
  const [, name, version = ''] = PRODUCT.exec(userAgent ?? '') ?? [];
  if (name === undefined) return UNNAMED;
  return name === 'Mozilla' ? BROWSER : shortened(name, version);
}

/** A client that says in what it sends who it is: the same characters as in a product are taken, and no more of them. */
export function statedClient(name: string, version: string): ClientName {
  return shortened(name, version.replaceAll(/[^!#$%&'*+.^_`|~\w-]/g, '_'));
}

const shortened = (name: string, version: string): ClientName => ({
  name: name.slice(0, MOST_OF_NAME),
  version: version.slice(0, MOST_OF_VERSION),
});
