'use client'; // a dialog over what the server finds

import { Command } from 'cmdk';
import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect, useState } from 'react';
import { projectOf, url } from '@/lib/core/urls';
import { Dialog } from '../ui/dialog';
import type { AdminPlace } from './admin-navigation';
import { type Found, type FoundGroup, inProject, inStore, NOTHING } from './found';
import { navigationItems } from './navigation-items';
import { openDialog } from './open-dialog';

interface PaletteProps {
  /** Only the projects: the switcher in the rail. */
  readonly only: 'projects' | null;
  readonly lastProject: string | null;
  /** Pages of the console that the reader may see. */
  readonly admin: readonly AdminPlace[];
  readonly onClose: () => void;
}

/** Milliseconds of rest before the server is asked again. */
const REST = 120;

/** Jumps to any page, project or model, and does what one may do. */
export function Palette({ only, lastProject, admin, onClose }: PaletteProps) {
  const router = useRouter();
  const here = projectOf(usePathname()) ?? lastProject;
  const { resolvedTheme, setTheme } = useTheme();
  const [text, setText] = useState('');
  const { found, failed } = useFound(text, here);
  const to = (address: string) => () => {
    onClose();
    router.push(address as Route);
  };
  const places = only === null && (
    <Group heading="Go to">
      {navigationItems(here, admin).map(({ key, label, href }) => (
        <Row key={key} onSelect={to(href)} hint={`g ${key}`}>
          {label}
        </Row>
      ))}
    </Group>
  );
  const theme = resolvedTheme === 'dark' ? 'light' : 'dark';
  return (
    <Dialog label={only === null ? 'Jump or do' : 'Switch project'} onClose={onClose}>
      <Command label={only === null ? 'Jump or do' : 'Switch project'} loop>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={only === null ? 'Jump or do…' : 'Switch project…'}
          className="w-full border-b border-rule bg-transparent px-4 py-3 text-base outline-none"
        />
        <Command.List className="max-h-[50vh] overflow-auto p-1.5">
          <Command.Empty className="px-3 py-4 text-ink-3">
            {failed ? 'The server did not answer.' : 'Nothing of that name that you may read.'}
          </Command.Empty>
          {text === '' && places}
          {only === null && <FoundThings groups={inProject(found)} text={text} to={to} />}
          {found.projects.length > 0 && (
            <Group heading="Projects">
              {found.projects.map(({ name }) => (
                <Row key={name} value={`${name} project`} onSelect={to(url.models(name))}>
                  {name}
                </Row>
              ))}
            </Group>
          )}
          {only === null && <FoundThings groups={inStore(found)} text={text} to={to} />}
          {text !== '' && places}
          {only === null && (
            <Group heading="Do">
              {found.actions.map(({ label, href }) => (
                <Row key={href} onSelect={to(href)}>
                  {label}
                </Row>
              ))}
              <Row
                onSelect={() => {
                  setTheme(theme);
                  onClose();
                }}
              >
                Switch to {theme} theme
              </Row>
              <Row onSelect={() => openDialog('keys')} hint="?">
                Show keys
              </Row>
            </Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Asks the server a moment after the last key; an older answer never replaces a newer one. */
function useFound(text: string, project: string | null): { found: Found; failed: boolean } {
  const [answer, setAnswer] = useState({ found: NOTHING, failed: false });
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(
      () => {
        fetch(url.jump(text, project), { signal: leaving.signal })
          .then(async (reply) => {
            if (!reply.ok) throw new Error(String(reply.status));
            setAnswer({ found: (await reply.json()) as Found, failed: false });
          })
          .catch(() => {
            if (!leaving.signal.aborted) setAnswer({ found: NOTHING, failed: true });
          });
      },
      text === '' ? 0 : REST,
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text, project]);
  return answer;
}

/** Groups of what was found, by kind; none for a kind without any. */
function FoundThings({
  groups,
  text,
  to,
}: {
  readonly groups: readonly FoundGroup[];
  readonly text: string;
  readonly to: (address: string) => () => void;
}) {
  return groups
    .filter(({ things }) => things.length > 0)
    .map(({ heading, things }) => (
      <Group key={heading} heading={heading}>
        {things.map(({ name, hint, href }) => (
          // The text is part of the value: what the server found by other words than its name stays.
          <Row key={href} value={`${name} ${heading} ${hint} ${text}`} onSelect={to(href)} hint={hint}>
            {name}
          </Row>
        ))}
      </Group>
    ));
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

interface RowProps {
  readonly children: React.ReactNode;
  readonly onSelect: () => void;
  readonly hint?: string;
  readonly value?: string;
}

function Row({ children, onSelect, hint, value }: RowProps) {
  return (
    <Command.Item
      onSelect={onSelect}
      {...(value === undefined ? {} : { value })}
      className="flex cursor-pointer justify-between gap-4 rounded-[5px] px-2.5 py-1.5 data-[selected=true]:bg-panel"
    >
      <span className="truncate">{children}</span>
      {hint !== undefined && <span className="shrink-0 font-mono text-2xs/5 text-ink-3">{hint}</span>}
    </Command.Item>
  );
}
