/** Somebody signed in who reads pages and sends forms, as a browser without scripts does. */
export interface Visitor {
  /** The header that says who it is. */
  readonly cookie: string;
  /** Reads a page whole; `inner`: as the pages' own navigation asks for it. */
  readonly page: (path: string, inner?: boolean) => Promise<void>;
  /** Opens a page and sends its form that has a field called `marked`. */
  readonly form: (path: string, marked: string, typed: Readonly<Record<string, string>>) => Promise<void>;
}

/** Signs in by the form. */
export async function visitor(url: string, who: { name: string; password: string }): Promise<Visitor> {
  const answer = await send(url, '', '/sign-in', 'password', who);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  if (cookie === '') throw new Error(`signing in by the form: ${answer.status} without a cookie`);
  return {
    cookie,
    page: async (path, inner = false) => {
      const answer = await fetch(url + path, { headers: { cookie, ...(inner ? { RSC: '1' } : {}) } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    },
    form: async (path, marked, typed) => {
      const { status } = await send(url, cookie, path, marked, typed);
      if (status !== 200 && status !== 303) throw new Error(`the form of ${path}: ${status}`);
    },
  };
}

async function send(
  url: string,
  cookie: string,
  path: string,
  marked: string,
  typed: Readonly<Record<string, string>>,
): Promise<Response> {
  const page = await fetch(url + path, { headers: { cookie } });
  const body = filledForm(await page.text(), marked, typed);
  if (body === null) throw new Error(`${path}: ${page.status} without a form that has ${marked}`);
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { cookie, Origin: url },
    body,
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  return answer;
}

/** What is sent of a page's form that has a field called `marked`; null where there is none. */
export function filledForm(
  html: string,
  marked: string,
  typed: Readonly<Record<string, string>>,
): FormData | null {
  const form = html.split('<form').find((each) => each.split('</form>')[0]?.includes(`name="${marked}"`));
  if (form === undefined) return null;
  const body = new FormData();
  for (const [, attributes = ''] of (form.split('</form>')[0] ?? '').matchAll(/<input([^>]*)>/g)) {
    const name = / name="([^"]*)"/.exec(attributes)?.[1];
    if (name !== undefined && attributes.includes('type="hidden"'))
      body.set(name, plain(/ value="([^"]*)"/.exec(attributes)?.[1] ?? ''));
  }
  for (const [name, value] of Object.entries(typed)) body.set(name, value);
  return body;
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" };
const plain = (html: string): string =>
  html.replace(/&(quot|amp|lt|gt|#x27);/g, (_whole, name: string) => ENTITIES[name] ?? '');
