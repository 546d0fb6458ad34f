import { insertProject } from '@/db/queries/projects';
import { authorizeOpenly } from '@/lib/access/authorize';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { refuseIssues } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { presentProject, projectEvent, projectFacts } from './project';
import { requireToTakeProjectName } from './take-project-name';

/** Makes a project. It brings its creator nothing that they do not hold. `conflict` when the name is taken. */
export const createProject = declareWrite({
  verb: 'createProject',
  asks: ['project:create'],
  audits: ['project.create'],
  example: ({ fresh }) => ({ name: fresh('project') }),
  ready: async (ctx: Ctx, input: { name: string; description?: string | null }) => {
    await authorizeOpenly(ctx, { operation: 'project', type: 'create', projectId: null });
    checkName(input.name, 'project name', 'path', 'name');
    refuseIssues(textIssues(input.description, 'Description', 'description'));
    await requireToTakeProjectName(ctx, input.name, null);
    return input;
  },
  move: async ({ tx, ctx, tell }, { name, description }) => {
    const row = await insertProject(tx, {
      id: newId(),
      name,
      nameKey: nameKey(name),
      description: description || null,
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Project ${name} already exists.`);
    tell({ ...projectEvent('project.create', row), changes: changesBetween(null, projectFacts(row)) });
    return presentProject(row);
  },
});
