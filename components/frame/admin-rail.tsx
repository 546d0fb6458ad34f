import { isUnder, url } from '@/lib/core/urls';
import type { AdminPlace } from './admin-navigation';
import { RailItem } from './rail-item';

interface AdminRailProps {
  /** Where one came from, and goes back to; null where no project was visited. */
  readonly project: string | null;
  readonly places: readonly AdminPlace[];
  readonly path: string;
}

/** The rail inside the console: the way back, and the pages that the reader may see, in their groups. */
export function AdminRail({ project, places, path }: AdminRailProps) {
  const groups = [...new Set(places.map(({ group }) => group))];
  return (
    <nav aria-label="Admin" className="flex flex-col gap-0.5">
      <a
        href={project === null ? url.home() : url.project(project)}
        className="mb-1 flex gap-1.5 rounded-md border border-rule bg-lift px-2 py-[5px] hover:border-rule-2 hover:no-underline"
      >
        <span aria-hidden="true">←</span>
        <span className="truncate">
          <span className="sr-only">Back to </span>
          {project ?? 'Home'}
        </span>
      </a>
      {groups.map((group) => (
        <div key={group ?? 'above'} className="contents">
          {group !== null && <p className="px-2 pt-3 pb-1 text-2xs font-medium text-ink-3">{group}</p>}
          {places
            .filter((place) => place.group === group)
            .map(({ href, label, waiting }) => (
              <RailItem
                key={href}
                href={href}
                here={href === url.admin() ? path === href : isUnder(path, href)}
                waiting={waiting}
              >
                {label}
              </RailItem>
            ))}
        </div>
      ))}
    </nav>
  );
}
