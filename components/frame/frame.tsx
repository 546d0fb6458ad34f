import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { ShortRoom } from '@/lib/next/short-room';
import { ReadOnly } from '../forms/read-only';
import { Mark } from '../ui/mark';
import { AccountItems, AccountMenu } from './account-menu';
import type { AdminPlace } from './admin-navigation';
import { Crumbs } from './crumbs';
import { Dialogs } from './dialogs';
import { JumpButton } from './jump-button';
import { Keys } from './keys';
import { type LegacyAccess, LegacyNotice } from './legacy-notice';
import { Links } from './links';
import { Menu } from './menu';
import { Rail } from './rail';
import { RoomNotice } from './room-notice';

interface FrameProps {
  readonly who: string;
  readonly lastProject: string | null;
  readonly mayImport: boolean;
  /** Pages of the console that the reader may see. */
  readonly admin: readonly AdminPlace[];
  /** Null unless clients are let in without a password. */
  readonly legacy: LegacyAccess | null;
  /** How the disk fills up, for who minds that; null for everybody else. */
  readonly room: { readonly short: ShortRoom | null } | null;
  /** Whether somebody else sees the store as them: then nothing can be sent. */
  readonly isViewed: boolean;
  readonly children: ReactNode;
}

/**
 * Streamed parts wait hidden at the end of the body for a script to put them in place. Where none runs they are shown
 * there, under the head of the page, and their placeholders are not. (An !important of the first layer outranks the
 * one of the base layer that hides what is hidden.)
 */
const UNSCRIPTED = `
[data-placeholder] { display: none }
#frame { display: block; min-height: 0 }
main#content { padding-bottom: 8px }
@layer theme { body > div[hidden][id^="S:"] { display: block !important } }
body > div[hidden][id^="S:"] { max-width: 1240px; padding: 8px 16px 32px }
@media (min-width: 48rem) {
  #rail { position: fixed; inset: 0 auto 0 0; width: 216px }
  #rail ~ div, body > div[hidden][id^="S:"] { margin-left: 216px }
  body > div[hidden][id^="S:"] { padding-left: 24px; padding-right: 24px }
}`;

/** Rail, bar with the address, content. Below 761 px the rail is a menu in the bar. */
export function Frame({ who, lastProject, mayImport, admin, legacy, room, isViewed, children }: FrameProps) {
  const rail = <Rail lastProject={lastProject} mayImport={mayImport} admin={admin} />;
  return (
    <div
      id="frame"
      className="min-h-screen md:grid md:grid-cols-[216px_minmax(0,1fr)] print:block print:min-h-0"
    >
      <noscript>
        <style>{UNSCRIPTED}</style>
      </noscript>
      <a
        href="#content"
        className="sr-only z-30 rounded-md bg-ink px-3 py-2 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside
        id="rail"
        aria-label="Sidebar"
        className="sticky top-0 hidden h-screen flex-col border-r border-rule bg-panel px-2 py-3 md:flex print:hidden"
      >
        <Brand />
        {rail}
        <div className="flex-1" />
        <AccountMenu who={who} isViewed={isViewed} />
      </aside>
      <div className="min-w-0">
        {room !== null && <RoomNotice first={room.short} />}
        {legacy === null ? null : <LegacyNotice {...legacy} />}
        <header className="flex h-11 items-center gap-2 border-b border-rule px-4 md:px-6 print:hidden">
          <div className="md:hidden">
            <Menu
              label={
                <>
                  <Mark />
                  <span className="sr-only">Menu</span>
                  <svg
                    viewBox="0 0 10 10"
                    width="10"
                    height="10"
                    fill="none"
                    stroke="currentColor"
                    aria-hidden="true"
                  >
                    <path d="M2 3.8 5 6.8 8 3.8" strokeWidth="1.2" />
                  </svg>
                </>
              }
              summaryClass="-ml-1 mr-1 flex items-center gap-1 rounded-md p-1"
              panelClass="absolute top-full left-0 z-20 mt-1.5 flex w-[min(280px,calc(100vw-32px))] flex-col gap-3 rounded-md border border-rule-2 bg-panel p-2"
            >
              {rail}
              <div className="border-t border-rule pt-2">
                <AccountItems who={who} isViewed={isViewed} />
              </div>
            </Menu>
          </div>
          <Crumbs />
          <JumpButton />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="max-w-[1240px] px-4 pt-5 pb-16 outline-none md:px-6 print:max-w-none print:p-0"
        >
          {isViewed ? <ReadOnly>{children}</ReadOnly> : children}
        </main>
      </div>
      <Keys lastProject={lastProject} admin={admin} />
      <Links />
      <Dialogs lastProject={lastProject} admin={admin} />
    </div>
  );
}

function Brand() {
  return (
    <a
      href={url.home()}
      className="mb-2 flex items-center gap-2 self-start rounded-md px-2 py-1 font-semibold tracking-[-0.01em] hover:no-underline"
    >
      <Mark />
      Assay
    </a>
  );
}
