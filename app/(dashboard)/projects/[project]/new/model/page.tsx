import type { Metadata } from 'next';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { Nothing } from '@/components/ui/nothing';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { readProject } from '@/lib/projects/read-project';
import { createModelAction } from './actions';

export const metadata: Metadata = { title: 'New model' };

export default async function NewModelPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await signedInCtx();
  const { value: project } = await find(readProject(ctx, await names(params)));
  if (project === null) return <Nothing />;
  const why = await whyNot(ctx, { operation: 'model', type: 'create', projectId: project.id });
  return (
    <FormPage title={`New model in ${project.name}`} why={why}>
      <Form action={createModelAction}>
        <input type="hidden" name="project" value={project.name} />
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          spellCheck={false}
          hint="Up to 255 bytes; may hold a slash, but not --- (how clients write one). Unique in the project, whatever the case."
        />
        <Submit>Create model</Submit>
      </Form>
    </FormPage>
  );
}
