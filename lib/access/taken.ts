import { orTaken as orTakenOf } from '@/lib/writes/taken';

export const orTaken = <T>(constraint: string, message: string, work: () => Promise<T>): Promise<T> =>
  orTakenOf({ constraint, message }, work);
