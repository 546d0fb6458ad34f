import { verifyPassword } from '@/lib/people/passwords';

/** Cost 13 takes a sign-in about a second here; a hash of cost 31 would take it days. */
const MOST_COST = 13;
/** As this store makes them, and no other: parameters of somebody's choice could cost minutes and gigabytes. */
const ARGON2 = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** The password that every MLTE store starts with. */
const WELL_KNOWN = 'admin1234';

/** What an imported person keeps of their password: the hash, or null with a sentence that says why not. */
export async function importedPassword(
  hash: string | null | undefined,
): Promise<{ readonly hash: string | null; readonly note: string | null }> {
  if (hash === null || hash === undefined || hash === '') return none('The file has no password.');
  const cost = BCRYPT.exec(hash)?.[1];
  if (cost === undefined && !ARGON2.test(hash))
    return none('Arrives without a password: the stored hash is neither a bcrypt one nor one of this store.');
  if (cost !== undefined && (Number(cost) > MOST_COST || Number(cost) < 4))
    return none(`Arrives without a password: the hash has cost ${Number(cost)}, not 4 to ${MOST_COST}.`);
  if ((await verifyPassword(hash, WELL_KNOWN)).ok)
    return none('Arrives without a password: it was the default one, which everybody knows.');
  return { hash, note: null };
}

const none = (note: string) => ({ hash: null, note });
