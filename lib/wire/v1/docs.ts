import { z } from 'zod';
import type { Endpoint } from '../endpoint';
import { accessText } from './openapi';

/** Inline styles and nothing else; the page loads nothing. */
export const DOCS_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .75rem 0; }
h2 { font-size: 1rem; margin: 0; } code, pre { font: 12px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .5rem; background: color-mix(in srgb, currentColor 6%, transparent); }
p { margin: .25rem 0; }`;

/** The table as a page for people: no script, no other host. */
export function docsPage(table: readonly Endpoint[], base: string): string {
  const sections = table.map((endpoint) => sectionOf(endpoint, base)).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Assay API</title><style>${STYLE}</style></head><body>
<h1>Assay API</h1>
<p>Send <code>Authorization: Bearer assay_api_…</code> with a token from your account page. Bodies are JSON; unknown
fields are refused. Numbers keep their digits; what JSON has no number for is <code>{"nonFinite": "NaN"}</code>,
<code>"Infinity"</code> or <code>"-Infinity"</code>, and an object that only looks so stands in another of that member. Errors are problem documents (RFC 9457). The machine-readable form of this page is
<a href="${base}/openapi.json">openapi.json</a>.</p>
${sections}
</body></html>
`;
}

function sectionOf(endpoint: Endpoint, base: string): string {
  const { method, path, query, body, reply } = endpoint;
  return `<section id="${method}${escaped(path)}"><h2><code>${method} ${escaped(base + path)}</code></h2>
<p>${escaped(endpoint.summary)}. ${escaped(accessText(endpoint))}</p>
${shape('Query', query)}${shape('Body', body)}${shape(`Reply ${endpoint.status ?? 200}`, reply)}</section>`;
}

function shape(title: string, schema: z.ZodType | undefined): string {
  if (schema === undefined) return '';
  const { $schema: _, ...json } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return `<details><summary>${title}</summary><pre>${escaped(JSON.stringify(json, null, 2))}</pre></details>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
