import type { Metadata } from 'next';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { Nothing } from '@/components/ui/nothing';
import { readModel } from '@/lib/models/read-model';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { createVersionAction } from './actions';

export const metadata: Metadata = { title: 'New version' };

interface PageProps {
  readonly params: Promise<{ project: string; model: string }>;
}

export default async function NewVersionPage({ params }: PageProps) {
  const ctx = await signedInCtx();
  const at = await names(params);
  const { value: model } = await find(readModel(ctx, at));
  if (model === null) return <Nothing />;
  const { id, name, projectId } = model;
  const why = await whyNot(ctx, { operation: 'model', type: 'update', projectId, resourceId: id });
  return (
    <FormPage title={`New version of ${name}`} why={why}>
      <Form action={createVersionAction}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={name} />
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          spellCheck={false}
          hint="For example 0.0.1. Unique in the model, letter by letter."
        />
        <Submit>Create version</Submit>
      </Form>
    </FormPage>
  );
}
