import type { Metadata } from 'next';
import { TextArea, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { createProjectAction } from './actions';

export const metadata: Metadata = { title: 'New project' };

export default async function NewProjectPage() {
  const ctx = await signedInCtx();
  const why = await whyNot(ctx, { operation: 'project', type: 'create', projectId: null });
  return (
    <FormPage title="New project" why={why}>
      <Form action={createProjectAction}>
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          spellCheck={false}
          hint="Up to 255 bytes, none of / ? # %. Part of every address below it; it can be changed later, old addresses go on working."
        />
        <TextArea name="description" label="Description" rows={3} hint="What belongs here. May stay empty." />
        <Submit>Create project</Submit>
      </Form>
    </FormPage>
  );
}
