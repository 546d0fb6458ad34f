'use client'; // marks the page one is on and remembers the project

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isUnder, projectOf, url } from '@/lib/core/urls';
import type { AdminPlace } from './admin-navigation';
import { AdminRail } from './admin-rail';
import { openDialog } from './open-dialog';
import { RailItem as Item } from './rail-item';

interface RailProps {
  /** The project of the last visit, for pages that lie in none. */
  readonly lastProject: string | null;
  readonly mayImport: boolean;
  /** Pages of the console that the reader may see. */
  readonly admin: readonly AdminPlace[];
}

/** Name of the project that the page lies in, or of the last one. Remembers it for the next page without. */
export function useProject(lastProject: string | null): string | null {
  const here = projectOf(usePathname());
  // The frame outlives its pages: what the server knew of the last visit is from before them.
  const [last, setLast] = useState(lastProject);
  if (here !== null && here !== last) setLast(here);
  useEffect(() => {
    if (here !== null)
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
      document.cookie = `assay.project=${encodeURIComponent(here)}; path=/; max-age=31536000; samesite=lax`;
  }, [here]);
  return here ?? last;
}

/** Where one can go: the project's pages, the registry, import, the console. Links only to what is there. */
export function Rail({ lastProject, mayImport, admin }: RailProps) {
  const path = usePathname();
  const project = useProject(lastProject);
  if (admin.length > 0 && isUnder(path, url.admin()))
    return <AdminRail project={project} places={admin} path={path} />;
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      <a
        href={url.projects()}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          openDialog('projects');
        }}
        className="mb-2.5 flex items-center justify-between gap-2 rounded-md border border-rule bg-lift px-2 py-[5px] hover:border-rule-2 hover:no-underline"
      >
        <span className="truncate">
          <span className="sr-only">Project: </span>
          {project ?? 'All projects'}
        </span>
        <svg
          viewBox="0 0 10 10"
          width="10"
          height="10"
          fill="none"
          stroke="currentColor"
          className="shrink-0 text-ink-3"
          aria-hidden="true"
        >
          <path d="M2 3.8 5 6.8 8 3.8" strokeWidth="1.2" />
        </svg>
      </a>
      <Item href={url.home()} here={path === '/'}>
        Home
      </Item>
      {project !== null && <ProjectItems project={project} path={path} />}
      <Item href={url.projects()} here={path === '/projects' || path === '/new-project'}>
        Projects
      </Item>
      <p className="px-2 pt-3 pb-1 text-2xs font-medium text-ink-3">Registry</p>
      <Item href={url.stacks()} here={isUnder(path, url.stacks()) || path === '/new-stack'}>
        Stacks
      </Item>
      <Item href={url.components()} here={isUnder(path, url.components()) || path === '/new-component'}>
        Components
      </Item>
      <Item href={url.flavors()} here={isUnder(path, url.flavors()) || path === '/new-flavor'}>
        Flavors
      </Item>
      <Item href={url.catalog()} here={path.startsWith('/catalog') || path === '/new-catalog-entry'}>
        Catalog
      </Item>
      <Item href={url.lists()} here={path.startsWith('/lists')}>
        Lists
      </Item>
      {mayImport && (
        <Item href={url.import()} here={path.startsWith('/import')}>
          Import
        </Item>
      )}
      {mayImport && (
        <Item href={url.export()} here={path.startsWith('/export')}>
          Export
        </Item>
      )}
      {admin.length > 0 && (
        <>
          <div className="pt-3" />
          <Item href={url.admin()} here={false} waiting={waitingIn(admin)}>
            Admin
          </Item>
        </>
      )}
    </nav>
  );
}

/** How much waits in the console altogether; undefined for nothing. */
const waitingIn = (admin: readonly AdminPlace[]): number | undefined =>
  admin.reduce((sum, { waiting = 0 }) => sum + waiting, 0) || undefined;

function ProjectItems({ project, path }: { project: string; path: string }) {
  const runs = url.runs(project);
  const pipelines = url.pipelines(project);
  const models = url.models(project);
  const compare = `${url.project(project)}/compare`;
  return (
    <>
      <Item href={runs} here={isUnder(path, runs) || isUnder(path, compare)}>
        Runs
      </Item>
      <Item href={pipelines} here={isUnder(path, pipelines)}>
        Pipelines
      </Item>
      <Item href={models} here={isUnder(path, models) || isUnder(path, url.newModel(project))}>
        Models
      </Item>
    </>
  );
}
