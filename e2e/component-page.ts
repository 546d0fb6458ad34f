import { expect, type Page } from '@playwright/test';
import type { ZenmlApi } from './zenml-api';

/** What must be in no answer. */
export const SECRET = 'hunter2-hunter2';

/** What the ZenML door says of a component to the administrator: the real YAML. */
export async function yamlOf(zenml: ZenmlApi, type: string, name: string): Promise<string> {
  const { status, body } = await zenml.request('GET', `/components/${type}/${encodeURIComponent(name)}`);
  expect(status).toBe(200);
  return Buffer.from((body as { config: string }).config, 'base64').toString('utf8');
}

/** A field by its whole label. */
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Waits until the answer of a form is there, and says what is wrong. */
export const complaint = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('listitem').filter({ hasText: text }).first()).toBeVisible();

/** Everything that the server sends to this page from now on, but for pictures and fonts. */
export function heard(page: Page): { readonly texts: () => Promise<string[]> } {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/font|image/.test(response.headers()['content-type'] ?? '')) return;
    bodies.push(response.text().catch(() => ''));
  });
  return { texts: () => Promise.all(bodies) };
}
