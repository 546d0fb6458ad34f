import type { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from './refusal';
import type { Target } from './target';

/** First segments of what ZenML clients ask for. Some are pages too. */
const ASKED: ReadonlySet<string> = new Set([
  ...['stacks-empty', 'stack-configurations', 'stacks', 'components', 'flavors', 'pipeline_runs'],
  ...['users', 'teams', 'projects', 'roles', 'role_assignments', 'store_associations'],
]);
/** What browsers send and no client does: behind a proxy they may carry its Basic credentials. */
const OF_BROWSERS = ['cookie', 'sec-fetch-site', 'rsc', 'next-action', 'upgrade-insecure-requests'];

/** What a ZenML client is told whose profile names the bare host: pages would be HTML to it, and a fault of its own. */
export function bareHostProblem(request: IncomingMessage, target: Target, origin: string): Refusal | null {
  const { headers } = request;
  if (target.handler !== 'pages' || !/^basic /i.test(headers.authorization ?? '')) return null;
  if (headers.accept?.includes('text/html') === true || OF_BROWSERS.some((name) => name in headers))
    return null;
  if (!ASKED.has(target.path.split('/')[1] ?? '')) return null;
  const message = `This is the address of the pages. A ZenML profile takes ${origin}/api/zenml/<token> as its url: make a token of kind zenml at ${origin}/account.`;
  return { ...refusal(401, message), isJson: true };
}
