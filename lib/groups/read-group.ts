import type { Ctx } from '@/lib/core/ctx';
import { type Group, presentGroup } from './group';
import { groupView } from './group-view';
import { resolveGroup } from './resolve-group';

/** A group by name as it is seen at a project's address: single models are told by their name there. */
export async function readGroup(ctx: Ctx, input: { project: string; group: string }): Promise<Group> {
  return presentGroup(await resolveGroup(ctx, await groupView(ctx, input.project), input.group));
}
