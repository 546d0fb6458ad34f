import type { Route } from 'next';
import Link from 'next/link';
import { url } from '@/lib/core/urls';
import { KeysButton } from './keys-button';
import { Menu } from './menu';
import { ThemeSwitch } from './theme-switch';

interface AccountMenuProps {
  readonly who: string;
  readonly signOut: () => Promise<void>;
  /** Where the panel opens from its button. */
  readonly side: 'above' | 'below';
}

const ITEM = 'block w-full rounded-[5px] px-2 py-1 text-left hover:bg-panel hover:no-underline max-md:py-1.5';

/** Who one is here, the theme, the keys, and the way out. */
export function AccountMenu({ who, signOut, side }: AccountMenuProps) {
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
      panelClass={`absolute inset-x-0 z-20 flex flex-col gap-1 rounded-md border border-rule-2 bg-lift p-1.5 ${
        side === 'above' ? 'bottom-full mb-1' : 'top-full mt-1'
      }`}
    >
      <ThemeSwitch />
      <Link href={url.account() as Route} prefetch={false} className={ITEM}>
        Account
      </Link>
      <KeysButton className={`${ITEM} max-md:hidden`} />
      <form action={signOut}>
        <button type="submit" className={ITEM}>
          Sign out
        </button>
      </form>
    </Menu>
  );
}
