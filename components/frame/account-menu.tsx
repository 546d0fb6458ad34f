import { url } from '@/lib/core/urls';
import { KeysButton } from './keys-button';
import { Menu } from './menu';
import { ThemeSwitch } from './theme-switch';

interface AccountProps {
  readonly who: string;
  /** Whether somebody else sees the store as them: their account is not shown then. */
  readonly isViewed: boolean;
}

const ITEM = 'block w-full rounded-[5px] px-2 py-1 text-left hover:bg-panel hover:no-underline max-md:py-1.5';

/** At the foot of the rail: who one is here, and what goes with it. */
export function AccountMenu({ who, isViewed }: AccountProps) {
  return (
    <Menu
      label={
        <>
          <span className="truncate">{who}</span>
          <span className="text-ink-3" aria-hidden="true">
            ⋯
          </span>
        </>
      }
      summaryClass="flex justify-between gap-2 rounded-[5px] px-2 py-1 text-ink-2 hover:text-ink"
      panelClass="absolute inset-x-0 bottom-full z-20 mb-1 rounded-md border border-rule-2 bg-lift p-1.5"
    >
      <AccountItems who={who} isViewed={isViewed} />
    </Menu>
  );
}

/** The theme, the account, the keys, and the way out. */
export function AccountItems({ who, isViewed }: AccountProps) {
  return (
    <div className="flex flex-col gap-1">
      <ThemeSwitch />
      {!isViewed && (
        <a href={url.account()} className={ITEM}>
          Account <span className="text-ink-3 md:hidden">{who}</span>
        </a>
      )}
      <KeysButton className={`${ITEM} max-md:hidden`} />
      <form method="post" action={url.signOut()}>
        <button type="submit" className={ITEM}>
          Sign out
        </button>
      </form>
    </div>
  );
}
