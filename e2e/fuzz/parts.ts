import fc from 'fast-check';
import { anyText, encoded } from '../../lib/testing/nasty';
import { named, value } from './names';
import { WHO, type Who } from './world';

/** How somebody shows who they are: by a header, in the address as ZenML clients do, or by a session. */
export type Way = 'bearer' | 'address' | 'cookie';

/** One request, before it is known what its sender shows. */
export interface FuzzRequest {
  readonly who: Who;
  readonly way: Way;
  readonly method: string;
  /** `{token}` stands for what the sender shows in an address. */
  readonly target: string;
  /** `{origin}` stands for the server's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Mostly the one, once in `often` the other. */
export const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, often = 10): fc.Arbitrary<T> =>
  fc.oneof({ weight: often - 1, arbitrary: usual }, { weight: 1, arbitrary: other });

export const words = (list: string): fc.Arbitrary<string> => fc.constantFrom(...list.trim().split(/\s+/));

export const who = fc.constantFrom(...WHO);

/** Bytes that a request line can hold as they are; everything else is escaped, or it is no request. */
const sendable = (written: string): string =>
  encodeURI(Buffer.from(written).toString()).replaceAll('#', '%23');
const broken = words('% %zz %c0%80 %ed%a0%80 %2e%2e %2F + [] %00 %5c');
const inAddress = mostly(value.map(encoded), fc.oneof(anyText.map(sendable), broken), 5);

const KEYS = words(`
  limit offset sort search after user tag q status since until pipeline stack commit project model version type flavor
  from as case runs show pick verdict revision go find.q find.tag order _rsc qualityAttribute isActive everybody role
  team appliesIn format again cover`);

/** What stands behind the `?`: mostly nothing, else keys of which `known` are read there. */
export const query = (known: readonly string[] = []): fc.Arbitrary<string> => {
  const own = known.length === 0 ? KEYS : mostly(fc.constantFrom(...known), KEYS);
  const pair = fc.tuple(mostly(own, inAddress), inAddress).map((both) => both.join('='));
  const pairs = fc.array(pair, { minLength: 1, maxLength: 4 }).map((all) => `?${all.join('&')}`);
  return fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 2, arbitrary: pairs });
};

/** An address like `/stacks/{stack}` with a value in each place, or with whatever a router might trip over. */
export const pathOf = (pattern: string): fc.Arbitrary<string> => {
  const filled = pattern
    .split('/')
    .slice(1)
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      return name === undefined ? fc.constant(part) : mostly(named(name).map(encoded), inAddress, 20);
    });
  return fc.tuple(...filled).map((written) => `/${written.join('/')}`);
};

/** Characters that a header can hold. */
export const inHeader = (written: string): string =>
  Buffer.from(written)
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
export const headerText = fc.oneof(
  anyText.map(inHeader),
  words('* "x" gzip 1 text/html application/json bytes=0-1 null a=b'),
);

const ANY = `
  Accept Accept-Encoding Accept-Language If-None-Match If-Match If-Modified-Since Range Content-Encoding User-Agent
  Referer X-Request-Id X-Forwarded-Host X-Forwarded-Proto Forwarded X-Http-Method-Override Expect Prefer X-Assay-Path
  X-Nonce Cookie Content-Type Origin`;
const OF_DOORS = `${ANY} Authorization`;
const OF_PAGES = `${ANY}
  Rsc Next-Router-State-Tree Next-Router-Prefetch Next-Url Next-Router-Segment-Prefetch X-Middleware-Subrequest
  X-Nextjs-Data Purpose Sec-Purpose X-Matched-Path Next-Hmr-Refresh`;

const headers = (names: string): fc.Arbitrary<Record<string, string>> =>
  mostly(fc.constant({}), fc.dictionary(words(names), headerText, { minKeys: 1, maxKeys: 3 }), 3);
export const doorHeaders = headers(OF_DOORS);
export const pageHeaders = headers(OF_PAGES);
