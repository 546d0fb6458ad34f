'use client'; // follows links without loading the frame anew

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Follows every plain link of the page inside the running application. One listener does what a client component for
 * each link would do: a page of 2,000 links sends and starts no script for them.
 */
export function Links() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = linkOf(event);
      if (link === null || isElsewhere(event, link)) return;
      event.preventDefault();
      const href = `${link.pathname}${link.search}${link.hash}` as Route;
      router.push(href, { scroll: link.dataset['keepScroll'] === undefined });
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [router]);
  return null;
}

function linkOf(event: Event): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/** Whether the browser itself has to follow: another tab, another site, a file, an answer that is no page. */
function isElsewhere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  return (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey ||
    link.origin !== window.location.origin ||
    link.hasAttribute('download') ||
    !['', '_self'].includes(link.target) ||
    link.pathname.startsWith('/api/')
  );
}
