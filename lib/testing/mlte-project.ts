import type { Opened } from '@/db/client';
import { createParents } from '@/lib/models/create-parents';
import { apiOver } from './api';
import { makeProject, makeUser } from './world';

/** A project at the artifact door with somebody who writes there, somebody who reads, and somebody from elsewhere. */
export async function makeMlteProject(opened: Opened) {
  const { send } = apiOver(opened);
  const project = await makeProject(opened);
  const elsewhere = await makeProject(opened);
  const on = (role: 'admin' | 'maintainer' | 'viewer', projectId: string) =>
    makeUser(opened, { role, projectId });
  return {
    send,
    project,
    base: `/p/${project.name}/api`,
    writer: await on('maintainer', project.id),
    viewer: await on('viewer', project.id),
    stranger: await on('admin', elsewhere.id),
  };
}

/** The same with a model `m` and its version `v`, whose artifacts lie at `artifacts`. */
export async function makeMlteVersion(opened: Opened) {
  const place = await makeMlteProject(opened);
  await createParents(place.writer.ctx(), { project: place.project.name, model: 'm', version: 'v' });
  return { ...place, artifacts: `${place.base}/model/m/version/v/artifact` };
}
