import { describe, expect, it } from 'vitest';
import { isNoRoom, NoRoom } from './no-room';

const failed = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });

describe('isNoRoom', () => {
  it.each([
    ['what is said beforehand', new NoRoom('Make room.')],
    ['PostgreSQL', failed('53100')],
    ['a full disk', failed('ENOSPC')],
    ['a quota', failed('EDQUOT')],
    ['any of them as a cause', new Error('Failed query', { cause: failed('XX000', failed('ENOSPC')) })],
  ])('knows %s', (_whose, error) => {
    expect(isNoRoom(error)).toBe(true);
  });

  it('takes nothing else for it', () => {
    for (const error of [failed('EACCES'), failed('53300'), new Error('ENOSPC'), 'ENOSPC', null])
      expect(isNoRoom(error)).toBe(false);
  });
});
