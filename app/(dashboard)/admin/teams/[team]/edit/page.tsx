import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { renameTeamAction } from '../../actions';
import { TeamGone } from '../../gone';
import { openTeam } from '../../open';

export const metadata = { title: 'Rename team' };

export default async function RenameTeamPage({ params }: { params: Promise<{ team: string }> }) {
  const { ctx, name: sought, found } = await openTeam(params);
  if (found.value === null) return <TeamGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const why = await whyNot(ctx, { operation: 'team', type: 'update', projectId: null });
  return (
    <FormPage title={`Rename ${name}`} about="Who is in it and what it holds stays." why={why}>
      <Form action={renameTeamAction}>
        <input type="hidden" name="team" value={name} />
        <TextField name="name" label="New name" initial={name} required autoFocus spellCheck={false} />
        <div className="flex gap-2">
          <Submit>Rename</Submit>
          <LinkButton href={url.team(name)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
