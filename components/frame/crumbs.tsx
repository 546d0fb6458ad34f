'use client'; // follows the address without a round trip

import { usePathname } from 'next/navigation';
import { crumbsOf } from '@/lib/core/addresses/crumbs';

/**
 * The page's address, step by step. On narrow screens the last two steps. A long name of what the page shows gives way
 * before its parents do, which are cut at 24 characters.
 */
export function Crumbs() {
  const crumbs = crumbsOf(usePathname());
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center">
        {crumbs.map(({ label, href, isCode }, at) => (
          <li
            key={href ?? 'here'}
            className={`flex items-center ${at < crumbs.length - 2 ? 'max-md:hidden' : ''} ${href === null ? 'min-w-24 shrink-[1000]' : 'min-w-0 max-w-[24ch]'}`}
          >
            {at > 0 && (
              <span
                aria-hidden="true"
                className={`px-1.5 text-ink-3 ${at === crumbs.length - 2 ? 'max-md:hidden' : ''}`}
              >
                /
              </span>
            )}
            {href === null ? (
              <span
                aria-current="page"
                className={`truncate font-medium ${isCode ? 'font-mono text-xs/5' : ''}`}
              >
                {label}
              </span>
            ) : (
              <a
                href={href}
                className={`truncate text-ink-2 hover:text-ink ${isCode ? 'font-mono text-xs/5' : ''}`}
              >
                {label}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
