import { invalid } from '@/lib/core/domain-error';

/** Throws `invalid` beside the second field unless a new password was typed twice alike. */
export function checkSame(password: string, again: string): void {
  if (password !== again) throw invalid([{ path: 'again', message: 'The two passwords differ.' }]);
}
