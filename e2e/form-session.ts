/** What a browser without JavaScript does at the sign-in form; the cookies that it then sends. Throws the status otherwise. */
export async function signInByForm(
  url: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<string> {
  const page = await (await fetch(`${url}/sign-in`)).text();
  const form = new FormData();
  for (const [tag] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [field, value] = ['name', 'value'].map((word) => attribute(tag, word));
    if (field !== undefined) form.set(field, value ?? '');
  }
  form.set('name', name);
  form.set('password', password);
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body: form,
    headers: { Origin: url },
    redirect: 'manual',
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  if (answer.status !== 303 || cookies.length === 0)
    throw new Error(`${name} could not sign in: ${answer.status}`);
  return cookies.join('; ');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
