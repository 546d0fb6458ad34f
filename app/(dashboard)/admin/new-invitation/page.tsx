import { CheckField, SelectField, TextArea, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Shown } from '@/components/forms/shown';
import { Submit } from '@/components/forms/submit';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listProjects } from '@/lib/projects/list-projects';
import { assignable } from '../assignments/assignable';
import { inviteAction } from '../invitations/actions';
import { ROLE_ROWS } from '../invitations/role-rows';
import { boxOf, teamsToJoin } from '../invitations/teams-to-join';
import { optionsOf } from '../options-of';

export const metadata = { title: 'Invite' };

export default async function NewInvitationPage() {
  const ctx = await signedInCtx();
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  return (
    <FormPage
      title="Invite"
      about="Makes a link that you send to one person. It works once and for a day; whoever opens it chooses the password of the account and is signed in. You can offer what you may give yourself, and what you may not give any more when it is accepted is left out."
      why={why}
    >
      <Form action={inviteAction}>
        <Shown label="The link, shown this once" copy="Copy the link">
          Copy it now: only its hash is kept. Send it by a way that nobody else reads.{' '}
          <a href={url.invitations()} className="link">
            All invitations
          </a>
        </Shown>
        <TextField
          name="name"
          label="User name"
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          hint="Of the account to be: what is typed to sign in."
        />
        <TextArea name="note" label="Note" rows={2} hint="May stay empty. Who opens the link reads it." />
        <Teams ctx={ctx} />
        <Roles ctx={ctx} />
        <Submit busy="Inviting…">Make the link</Submit>
      </Form>
    </FormPage>
  );
}

/** Teams to join, those that the reader may put people into. */
async function Teams({ ctx }: { readonly ctx: Ctx }) {
  const teams = await teamsToJoin(ctx);
  if (teams.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Teams</legend>
      <div className="grid max-h-56 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-2">
        {teams.map(({ id, name }) => (
          <div key={id} className="[overflow-wrap:anywhere]">
            <CheckField name={`teams.${boxOf(id)}`} label={name} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Roles to hold, each in a place of its own, for who may assign some anywhere. */
async function Roles({ ctx }: { readonly ctx: Ctx }) {
  const required = { operation: 'role_assignment', type: 'create' } as const;
  const { items } = await listProjects(ctx, { limit: 200 });
  const projects: { name: string }[] = [];
  for (const { id, name } of items)
    if (await can(ctx, { ...required, projectId: id })) projects.push({ name });
  const everywhere = await can(ctx, { ...required, projectId: null });
  if (!everywhere && projects.length === 0) return null;
  const { roles } = await assignable(ctx);
  const places = [
    ...(everywhere ? [{ value: '', label: 'Everywhere' }] : []),
    ...optionsOf(projects, undefined),
  ];
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-medium">Roles</legend>
      {Array.from({ length: ROLE_ROWS }, (_, n) => n).map((n) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would want a legend on screen.
        <div
          key={n}
          role="group"
          aria-label={`Role ${n + 1} of ${ROLE_ROWS}`}
          className="grid gap-x-3 gap-y-2 border-t border-rule pt-2.5 sm:grid-cols-3"
        >
          <SelectField
            name={`roles.${n}.role`}
            label="Role"
            options={[{ value: '', label: 'None' }, ...optionsOf(roles, undefined)]}
            initial=""
          />
          <SelectField name={`roles.${n}.project`} label="Where" options={places} initial="" />
          <TextField name={`roles.${n}.expiresAt`} label="Until" type="date" />
        </div>
      ))}
      <p className="text-xs/4 text-ink-3">
        Until is the last day, in UTC; without one the role is held until somebody ends it.
      </p>
    </fieldset>
  );
}
