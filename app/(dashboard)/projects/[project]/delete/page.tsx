import { deleteProjectAction } from '@/app/(dashboard)/projects/[project]/actions';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { DeletionPage } from '@/components/forms/deletion-page';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { type ProjectDeletion, previewDeleteProject } from '@/lib/projects/delete-project';
import { DEFAULT_PROJECT } from '@/lib/projects/project';

export const metadata = { title: 'Delete project' };

export default async function DeletePage({ params }: { params: Promise<{ project: string }> }) {
  const { ctx, name: sought, found } = await openProject(params, url.deleteProject);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const { id, name } = project;
  const why =
    name === DEFAULT_PROJECT
      ? 'The project default cannot be deleted: clients that name no project mean it.'
      : await whyNot(ctx, { operation: 'project', type: 'delete', projectId: id });
  const goes = why === null ? await previewDeleteProject(ctx, { project: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        goes !== null && (
          <>
            Deletes the project with <b className="font-medium text-ink">{inWords(goes)}</b>. Pages and
            permalinks in it say that you deleted it, and when. The name is free again and inherits nothing.
          </>
        )
      }
      why={why}
      action={deleteProjectAction}
      at={{ project: name }}
      name={name}
      back={url.project(name)}
    />
  );
}

/** `3 runs, 1 model, 2 versions, 4 artifacts, 1 role assignment and 0 tokens`. */
function inWords({ runs, models, versions, artifacts, assignments, tokens }: ProjectDeletion): string {
  const counted = (
    [
      [runs, 'run'],
      [models, 'model'],
      [versions, 'version'],
      [artifacts, 'artifact'],
      [assignments, 'role assignment'],
      [tokens, 'token'],
    ] as const
  ).map(([n, noun]) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`);
  return `${counted.slice(0, -1).join(', ')} and ${counted.at(-1)}`;
}
