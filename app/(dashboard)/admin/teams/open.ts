import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { readTeam } from '@/lib/teams/read-team';

/** The team that an address names, for its pages. */
export async function openTeam(params: Promise<{ team: string }>) {
  const { team: name } = await names(params);
  const ctx = await signedInCtx();
  return { ctx, name, found: await find(readTeam(ctx, { team: name })) };
}
