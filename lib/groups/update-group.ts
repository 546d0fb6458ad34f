import { permissionsOfRole } from '@/db/queries/reach';
import { authorizeOpenly } from '@/lib/access/authorize';
import { movePower } from '@/lib/access/move-power';
import { applyRoleUpdate } from '@/lib/access/update-role';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { boundWords, wordKey } from './bound-words';
import { changeableRole } from './changeable-role';
import type { GroupInput } from './create-group';
import { type Group, presentGroup, seenFrom } from './group';
import { groupView } from './group-view';
import { namedGroups } from './named-groups';
import { groupNeed, resolveGroup } from './resolve-group';

/**
 * Sets what a group permits. What cannot be said here stays: words that MLTE does not know, and single models of other
 * projects. The actor must hold what is added, and adds nothing to a group that they are in.
 */
export async function updateGroup(ctx: Ctx, input: GroupInput): Promise<Group> {
  const view = await groupView(ctx, input.project);
  const group = await resolveGroup(ctx, view, input.name);
  await authorizeOpenly(ctx, groupNeed('update', group));
  const role = await changeableRole(ctx, group);
  const asked = await boundWords(ctx, view, input.permissions);
  return movePower(ctx, async (tx, granter) => {
    const before = await permissionsOfRole(tx, role.id);
    const [now] = await namedGroups(tx, view, { ids: [role.id] }, { words: true });
    if (now === undefined) throw new DomainError('not_found', `Group ${input.name} not found.`);
    const kept = new Map([...seenFrom(now.words).hidden, ...asked].map((word) => [wordKey(word), word]));
    const known = new Map(before.map((word) => [wordKey(word), word]));
    const words = [...kept].map(
      ([key, { operation, type, resourceId }]) =>
        known.get(key) ?? {
          operation,
          type,
          resourceId,
          resourceProjectId: isOfModel(operation) && resourceId !== null ? view.projectId : null,
          resourceIsThere: true,
        },
    );
    const { event } = await applyRoleUpdate(tx, ctx, granter, { role, change: {}, before, words });
    const [after] = await namedGroups(tx, view, { ids: [role.id] }, { words: true });
    return { result: presentGroup(after ?? now), event };
  });
}

const isOfModel = (operation: string): boolean => operation === 'model' || operation === 'artifact';
