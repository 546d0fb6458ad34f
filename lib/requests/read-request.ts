import { findTeam, memberRowsOf } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { type Simulation, simulated } from '@/lib/explanations/simulate';
import { answerable } from './answerable';
import { type GrantRequest, grantRequest } from './grant-request';
import { type AccessRequest, presentRequest } from './request';

/** A request, for who hands out roles where it is asked for. */
export async function readRequest(ctx: Ctx, input: { readonly id: string }): Promise<AccessRequest> {
  return presentRequest(await answerable(ctx, input.id), ctx.now);
}

/** What the asker, or everybody in the team, would gain by {@link grantRequest}, which throws here what it would throw. Nothing of it stays. */
export async function previewGrant(ctx: Ctx, input: GrantRequest): Promise<Simulation> {
  const { request } = await answerable(ctx, input.id);
  return simulated(ctx, {
    affected: async (executor) => {
      const team = input.team == null ? null : await findTeam(executor, input.team);
      return team === null ? [request.userId] : (await memberRowsOf(executor, team.id)).map(({ id }) => id);
    },
    make: (inside) => grantRequest(inside, input),
  });
}
