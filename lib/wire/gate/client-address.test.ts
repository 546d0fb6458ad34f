import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address';

describe('clientAddress', () => {
  it.each([
    ['nobody is trusted', '::ffff:10.0.0.9', '1.2.3.4', 0, '10.0.0.9'],
    ['one proxy appended its peer', '10.0.0.9', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['two proxies', '10.0.0.9', '6.6.6.6, 1.2.3.4, 10.0.0.8', 2, '1.2.3.4'],
    ['fewer entries than hops', '10.0.0.9', '1.2.3.4', 3, '1.2.3.4'],
    ['the entry is no address', '10.0.0.9', 'x<script>', 1, '10.0.0.9'],
    ['no header', '10.0.0.9', undefined, 1, '10.0.0.9'],
  ])('%s', (_, socket, forwarded, hops, expected) => {
    expect(clientAddress(socket, forwarded, hops)).toBe(expected);
  });
});
