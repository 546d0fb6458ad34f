import { OPERATION_WORDS, SINGLE_WORDS } from '@/components/access/access-words';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { EffectList } from '@/components/roles/effect-list';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import { type RoleDraft, wordsText } from '@/lib/next/role-draft';
import type { ResolvedPermission, RoleChangePreview } from '@/lib/roles/console/preview-role-change';
import type { RoleDetails } from '@/lib/roles/console/read-role-details';
import { saveRoleAction } from '../actions';

interface NotSavedProps {
  readonly role: RoleDetails;
  readonly draft: RoleDraft;
  readonly preview: RoleChangePreview;
  readonly now: Date;
}

/** What saving the ticks would change, for whom, and the button that does it. */
export function NotSaved({ role, draft, preview: { added, removed, effects }, now }: NotSavedProps) {
  const changes = added.length + removed.length;
  const count = `${changes} ${changes === 1 ? 'change' : 'changes'}`;
  const isStale = draft.since !== null && draft.since.getTime() !== role.updatedAt.getTime();
  return (
    <>
      <a
        href="#effect"
        className="sticky top-2 z-10 order-first flex justify-between gap-3 rounded-md border border-rule-2 bg-lift px-3 py-1.5 min-[1180px]:hidden"
      >
        <b className="font-medium">Not saved: {count}</b>
        {effects !== null && (
          <span>
            {effects.gaining} gain, {effects.losing} lose <span aria-hidden="true">↓</span>
          </span>
        )}
      </a>
      <aside
        id="effect"
        aria-label="What saving changes"
        className="min-w-0 border-rule max-[1179px]:border-t max-[1179px]:pt-5 min-[1180px]:border-l min-[1180px]:pl-6"
      >
        <div className="flex items-baseline justify-between gap-4">
          <h2>Not saved: {count}</h2>
          <a href={url.role(role.name)} data-keep-scroll="" className="link">
            Undo {changes === 1 ? 'it' : 'all'}
          </a>
        </div>
        <p className="mt-1.5 flex flex-wrap gap-1.5 text-xs/5">
          {added.map((each) => (
            <ins key={text(each)} className="rounded-sm bg-pass-bg px-1 text-pass no-underline">
              + {text(each)}
            </ins>
          ))}
          {removed.map((each) => (
            <del key={text(each)} className="rounded-sm bg-fail-bg px-1 text-fail no-underline">
              − {text(each)}
            </del>
          ))}
        </p>
        {isStale && (
          <div className="mt-3">
            <Note tone="stale">
              {role.updatedBy} changed the role <RelativeTime at={role.updatedAt} now={now} ago />, after you
              began. Your ticks stand, and this is what saving them changes now. To begin from what is there,
              undo.
            </Note>
          </div>
        )}
        <h2 className="mt-5 mb-1">Who gains and who loses</h2>
        <EffectList effects={effects} role={role.name} />
        <p className="py-2.5 text-ink-3">Counts from the next request. Nobody gives more than they hold.</p>
        <Form action={saveRoleAction}>
          <input type="hidden" name="role" value={role.name} />
          <input type="hidden" name="permissions" value={wordsText(draft.permissions)} />
          <input type="hidden" name="since" value={role.updatedAt.toISOString()} />
          <div className="flex gap-2">
            <Submit>Save role</Submit>
            <LinkButton href={url.role(role.name)}>Cancel</LinkButton>
          </div>
        </Form>
      </aside>
    </>
  );
}

const text = ({ operation, type, resource, resourceId }: ResolvedPermission): string =>
  `${type} ${resourceId === null ? OPERATION_WORDS[operation] : `${SINGLE_WORDS[operation] ?? operation} ${resource?.name ?? resourceId}`}`;
