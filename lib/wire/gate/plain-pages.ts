import { createHash } from 'node:crypto';
import { VIEW_BEGAN } from '@/lib/core/view-began';
import { NO_ROOM } from '@/lib/faults/known-faults';

/** Seconds after which a page, or a program, shall try again. */
export const AWAY_SECONDS = 2;

/** The choice of light or dark that our pages keep; without one the system decides. */
const THEME = `document.documentElement.className=localStorage.getItem('theme')||''`;
const STYLE = `:root{color-scheme:light dark}.light{color-scheme:light}.dark{color-scheme:dark}
body{margin:0;background:light-dark(#fdfcfa,#141413);color:light-dark(#1b1a18,#f2efe9);font:14px/22px Geist,ui-sans-serif,system-ui,sans-serif}
main{max-width:60ch;margin:14vh auto 0;padding:0 24px}
h1{margin:0;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.015em}
p{margin:8px 0 0;color:light-dark(#57534d,#b7b1a6)}
a{display:inline-block;margin-top:20px;padding:5px 10px;border:1px solid light-dark(#cfc9be,#403e3a);border-radius:6px;background:light-dark(#fff,#1f1e1d);color:inherit;font-size:13px;line-height:18px;font-weight:500;text-decoration:none}
aside{padding:8px 24px;border-bottom:1px solid light-dark(#cfc9be,#403e3a);background:light-dark(#fdf1d8,#33280f);color:light-dark(#7a4d00,#e5b85c);font-size:13px;line-height:18px}
a:hover{border-color:light-dark(#716b63,#948d82)}
:focus-visible{outline:2px solid light-dark(#2563eb,#7aa2ff);outline-offset:2px}`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only what stands in the page itself, and nothing that it could fetch. */
const POLICY = `default-src 'none'; script-src ${hashOf(THEME)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page that needs nothing but itself, and the content security policy that it keeps to. */
interface PlainPage {
  readonly text: string;
  readonly policy: string;
}

const plainPage = (title: string, heading: string, body: string, head = '', above = ''): PlainPage => ({
  text: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Assay</title><meta name="viewport" content="width=device-width, initial-scale=1">${head}<script>${THEME}</script><style>${STYLE}</style></head><body>${above}<main><h1>${heading}</h1>${body}</main></body></html>`,
  policy: POLICY,
});

/** The page for a post to an address of its own that a full disk does not let through. `back`: where to go on. */
export const fullPage = (back: string): PlainPage =>
  plainPage('The disk is full', 'The disk is full', `<p>${NO_ROOM}</p><a href="${back}">Go back</a>`);

interface AwayPage {
  readonly isReading: boolean;
  /** Whether the browser began a view within the hour. */
  readonly mayBeView: boolean;
}

/**
 * The page for a database that is away. After a form it does not try again: that would ask for the page and not send the
 * form.
 */
export function awayPage({ isReading, mayBeView }: AwayPage): PlainPage {
  const retry = isReading ? `<meta http-equiv="refresh" content="${AWAY_SECONDS}">` : '';
  const result = isReading
    ? '<p>This page tries again by itself until it does.</p><a href="">Try again</a>'
    : '<p>Go back: what you typed is still there. Look whether it was saved before you send it again.</p>';
  return plainPage(
    'The database does not answer',
    'The database does not answer at the moment',
    result,
    retry,
    mayBeView ? `<aside aria-label="View">${VIEW_BEGAN}</aside>` : '',
  );
}
