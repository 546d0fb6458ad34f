import { moveModelAction } from '@/app/(dashboard)/_model/actions';
import { openModel } from '@/app/(dashboard)/_model/open';
import { SelectField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { ModelGone } from '@/components/models/model-gone';
import { LinkButton } from '@/components/ui/button';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { previewDeleteModel } from '@/lib/models/delete-model';
import { names } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { listProjects } from '@/lib/projects/list-projects';

export const metadata = { title: 'Move model' };

/** Projects offered; whoever has more names the project by its model page's address. */
const MOST = 200;
/** What is asked of the project that a model comes to. */
const TO_MAKE = { operation: 'model', type: 'create' } as const;

export default async function MovePage({ params }: { params: Promise<{ project: string; model: string }> }) {
  const at = await names(params);
  const { ctx, found } = await openModel(at, 'move');
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const { id, name, projectId } = found.value;
  const why = await whyNot(ctx, { operation: 'model', type: 'delete', projectId, resourceId: id });
  const { items } = await listProjects(ctx, { limit: MOST });
  const targets: string[] = [];
  for (const project of items)
    if (project.id !== projectId && (await can(ctx, { ...TO_MAKE, projectId: project.id })))
      targets.push(project.name);
  const goes = why === null ? await previewDeleteModel(ctx, { project: at.project, model: name }) : null;
  return (
    <FormPage
      title={`Move ${name} to another project`}
      about={
        goes !== null && (
          <>
            It takes {counted(goes.versions, 'version')} and {counted(goes.artifacts, 'artifact')} along. Who
            reads it is decided by the other project from then on. Old addresses lead to it; Python clients
            have to use the other project's address.
          </>
        )
      }
      why={why ?? (targets.length === 0 ? 'There is no other project in which you may make models.' : null)}
    >
      <Form action={moveModelAction}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={name} />
        <SelectField
          name="to"
          label="To project"
          options={targets.map((project) => ({ value: project, label: project }))}
        />
        <div className="flex gap-2">
          <Submit busy="Moving…">Move</Submit>
          <LinkButton href={url.model(at.project, name)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}

const counted = (n: number, noun: string): string => `${n} ${n === 1 ? noun : `${noun}s`}`;
