import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { lastDayOf } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import { load, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { readRoleAssignment } from '@/lib/roles/read-role-assignment';
import { prolongAssignmentAction } from '../actions';

export const metadata = { title: 'End of an assignment' };

export default async function AssignmentPage({ params }: { params: Promise<{ assignment: string }> }) {
  const ctx = await signedInCtx();
  const { assignment: id } = await names(params);
  const { role, user, team, project, projectId, expiresAt } = await load(readRoleAssignment(ctx, { id }));
  const why = await whyNot(ctx, { operation: 'role_assignment', type: 'create', projectId });
  const holder = user ?? `the team ${team}`;
  const where = project === null ? 'everywhere' : `on ${project}`;
  return (
    <FormPage
      title={`Until when ${holder} has ${role}`}
      about={`${role}, held by ${holder} ${where}. The day counts to its end, in UTC; without one the role is held until somebody ends it.`}
      why={why}
    >
      <Form action={prolongAssignmentAction}>
        <input type="hidden" name="id" value={id} />
        <TextField
          name="expiresAt"
          label="Until"
          type="date"
          initial={expiresAt === null ? '' : lastDayOf(expiresAt).toISOString().slice(0, 10)}
        />
        <div className="flex gap-2">
          <Submit>Save</Submit>
          <LinkButton href={url.assignments()}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
