import { DeletionPage } from '@/components/forms/deletion-page';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { previewDeleteTeam } from '@/lib/teams/delete-team';
import { deleteTeamAction } from '../../actions';
import { TeamGone } from '../../gone';
import { openTeam } from '../../open';

export const metadata = { title: 'Delete team' };

export default async function DeleteTeamPage({ params }: { params: Promise<{ team: string }> }) {
  const { ctx, name: sought, found } = await openTeam(params);
  if (found.value === null) return <TeamGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const why = await whyNot(ctx, { operation: 'team', type: 'delete', projectId: null });
  const ends = why === null ? await previewDeleteTeam(ctx, { team: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        ends !== null && (
          <>
            Ends{' '}
            <b className="font-medium text-ink">
              {counted(ends.members, 'membership')} and {counted(ends.assignments, 'role assignment')}
            </b>
            . Its members stay, without what came through it alone. The name is free again and inherits
            nothing.
          </>
        )
      }
      why={why}
      action={deleteTeamAction}
      at={{ team: name }}
      name={name}
      back={url.team(name)}
    />
  );
}

const counted = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
