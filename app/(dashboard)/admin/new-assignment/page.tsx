import { SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { adminPages } from '@/lib/access/admin-pages';
import { can } from '@/lib/access/authorize';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listProjects } from '@/lib/projects/list-projects';
import { assignRoleAction } from '../assignments/actions';
import { assignable } from '../assignments/assignable';
import { NoConsole } from '../no-console';
import { optionsOf } from '../options-of';

export const metadata = { title: 'Assign a role' };

export default async function NewAssignmentPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('assignments')) return <NoConsole />;
  const { roles, teams } = await assignable(ctx);
  const required = { operation: 'role_assignment', type: 'create' } as const;
  const { items } = await listProjects(ctx, { limit: 200 });
  const projects: { name: string }[] = [];
  for (const { id, name } of items)
    if (await can(ctx, { ...required, projectId: id })) projects.push({ name });
  const everywhere = await can(ctx, { ...required, projectId: null });
  const isNowhere = !everywhere && projects.length === 0;
  return (
    <FormPage
      title="Assign a role"
      about="You can give what you hold yourself, and nothing to yourself. What a role permits counts where it is assigned."
      why={isNowhere ? 'You may assign roles nowhere: an administrator can.' : null}
    >
      <Form action={assignRoleAction}>
        <SelectField
          name="role"
          label="Role"
          options={[{ value: '', label: 'Choose a role…' }, ...optionsOf(roles, query['role'])]}
          initial={query['role'] ?? ''}
        />
        <TextField
          name="user"
          label="To the person"
          initial={query['user'] ?? ''}
          spellCheck={false}
          autoComplete="off"
          hint="User name. Leave it empty for a team."
        />
        <SelectField
          name="team"
          label="Or to the team"
          options={[{ value: '', label: 'None' }, ...optionsOf(teams, query['team'])]}
          initial={query['team'] ?? ''}
        />
        <SelectField
          name="project"
          label="Where"
          options={[
            ...(everywhere ? [{ value: '', label: 'Everywhere' }] : []),
            ...optionsOf(projects, query['project']),
          ]}
          initial={query['project'] ?? ''}
        />
        <TextField
          name="expiresAt"
          label="Until"
          type="date"
          hint="The last day, in UTC. Without one the role is held until somebody ends it."
        />
        <Submit busy="Assigning…">Assign</Submit>
      </Form>
    </FormPage>
  );
}
