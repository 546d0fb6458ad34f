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
  const mayDelete = await whyNot(ctx, { operation: 'team', type: 'delete', projectId: null });
  const ends = mayDelete === null ? await previewDeleteTeam(ctx, { team: name }) : null;
  const why =
    ends === null || ends.serviceAccounts.length === 0 ? mayDelete : ownsWords(ends.serviceAccounts);
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

/** An account is never left without whoever answers for it. */
const ownsWords = (names: readonly string[]): string =>
  `The team owns ${new Intl.ListFormat('en').format(names)}. Give ${names.length === 1 ? 'the service account' : 'these service accounts'} to another team, or delete ${names.length === 1 ? 'it' : 'them'}, first.`;

const counted = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
