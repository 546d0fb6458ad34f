import { changeProjectAction } from '@/app/(dashboard)/projects/[project]/actions';
import { openProject } from '@/app/(dashboard)/projects/[project]/open';
import { ProjectGone } from '@/app/(dashboard)/projects/[project]/project-gone';
import { TextArea, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { DEFAULT_PROJECT } from '@/lib/projects/project';

export const metadata = { title: 'Project settings' };

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const { ctx, name: sought, found } = await openProject(params, url.projectSettings);
  if (found.value === null) return <ProjectGone name={sought} absence={found.absence} />;
  const project = found.value;
  const why = await whyNot(ctx, { operation: 'project', type: 'update', projectId: project.id });
  const isDefault = project.name === DEFAULT_PROJECT;
  return (
    <FormPage
      title={`Settings of ${project.name}`}
      why={why}
      {...(isDefault && {
        about: 'This project keeps its name and stays: clients that name no project mean it.',
      })}
    >
      <Form action={changeProjectAction}>
        <input type="hidden" name="project" value={project.name} />
        {!isDefault && (
          <TextField
            name="name"
            label="Name"
            initial={project.name}
            required
            spellCheck={false}
            hint="Pages with the old name lead to the new one. Python clients have to use the new name."
          />
        )}
        <TextArea name="description" label="Description" rows={3} initial={project.description ?? ''} />
        <TextField
          name="commitUrl"
          label="Address of a commit"
          initial={project.commitUrl ?? ''}
          spellCheck={false}
          hint="Runs link their source commit there, {sha} standing for it: https://git.example/team/code/commit/{sha}. May stay empty."
        />
        <div className="flex flex-wrap gap-2">
          <Submit>Save</Submit>
          <LinkButton href={url.project(project.name)}>Cancel</LinkButton>
        </div>
      </Form>
      {!isDefault && (
        <section aria-labelledby="delete" className="mt-10 border-t border-rule pt-5">
          <h2 id="delete" className="mb-1">
            Delete this project
          </h2>
          <p className="mb-3 text-ink-2">The next page tells what would go with it, before anything does.</p>
          <LinkButton href={url.deleteProject(project.name)}>Delete…</LinkButton>
        </section>
      )}
    </FormPage>
  );
}
