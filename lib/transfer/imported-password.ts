import bcrypt from 'bcryptjs';

/** Cost 13 takes a sign-in about a second here; a hash of cost 31 would take it days. */
const MOST_COST = 13;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** The password that every MLTE store starts with. */
const WELL_KNOWN = 'admin1234';

/** What an imported person keeps of their password: the hash, or null with a sentence that says why not. */
export async function importedPassword(
  hash: string | null | undefined,
): Promise<{ readonly hash: string | null; readonly note: string | null }> {
  if (hash === null || hash === undefined || hash === '') return none('The file has no password.');
  const cost = BCRYPT.exec(hash)?.[1];
  if (cost === undefined) return none('Arrives without a password: the stored hash is not a bcrypt one.');
  if (Number(cost) > MOST_COST || Number(cost) < 4)
    return none(`Arrives without a password: the hash has cost ${Number(cost)}, not 4 to ${MOST_COST}.`);
  if (await bcrypt.compare(WELL_KNOWN, hash))
    return none('Arrives without a password: it was the default one, which everybody knows.');
  return { hash, note: null };
}

const none = (note: string) => ({ hash: null, note });
