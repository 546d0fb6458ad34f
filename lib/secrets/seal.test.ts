import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysFrom } from './keys';
import { seal, unseal } from './seal';

const keys = keysFrom('one secret of a store, long enough');

test('every byte string comes back as it was, and never lies in the ciphertext', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 4_096 }), fc.uuid(), (bytes, row) => {
      const plain = Buffer.from(bytes);
      const sealed = seal(keys, 'configurations', plain, row);
      expect(unseal(keys, 'configurations', sealed, row).equals(plain)).toBe(true);
      expect(sealed.includes(plain)).toBe(false);
    }),
  );
});

test('the same text sealed twice looks different', () => {
  const plain = Buffer.from('password: hunter2');
  expect(seal(keys, 'configurations', plain, 'a').equals(seal(keys, 'configurations', plain, 'a'))).toBe(
    false,
  );
});

test('a ciphertext does not open on another row, for another use, under another key, or changed', () => {
  const row = randomUUID();
  const sealed = seal(keys, 'configurations', Buffer.from('password: hunter2'), row);
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(keys, 'configurations', sealed, randomUUID())).toThrow();
  expect(() => unseal(keys, 'sessions', sealed, row)).toThrow(/another ASSAY_SECRET_KEY/);
  expect(() => unseal(keysFrom('another secret of a store'), 'configurations', sealed, row)).toThrow(
    /another ASSAY_SECRET_KEY/,
  );
  expect(() => unseal(keys, 'configurations', changed, row)).toThrow();
  expect(() => unseal(keys, 'configurations', Buffer.from('short'), row)).toThrow(/no ciphertext/);
});

test('nothing sealed is as short as can be and opens; what is shorter, or of another version, is no ciphertext', () => {
  const sealed = seal(keys, 'configurations', Buffer.alloc(0), 'a');
  expect(unseal(keys, 'configurations', sealed, 'a')).toHaveLength(0);
  for (let length = 0; length < sealed.length; length += 1)
    expect(() => unseal(keys, 'configurations', sealed.subarray(0, length), 'a')).toThrow(/no ciphertext/);
  const later = Buffer.from(sealed);
  later[0] = 2;
  expect(() => unseal(keys, 'configurations', later, 'a')).toThrow(/no ciphertext/);
});

test('what was sealed by an earlier build opens', () => {
  const sealed = Buffer.from(
    'AZKNC+ZKLpF04bo/zVAqOSZQLP3H+f8MO8wAMhiEZFgBPIRyIcuSYoypKvDoYr7Zzf/K+Qsr',
    'base64',
  );
  expect(unseal(keys, 'configurations', sealed, 'a row').toString()).toBe('password: hunter2');
});
