import { Hono } from 'hono';
import { type Runtime, runtime } from '@/lib/core/runtime';
import { described, processLog } from '../gate/log';
import { refusal, refusalBody } from '../gate/refusal';
import { mlteDoor } from '../mlte/dialect';
import { MLTE_TABLE } from '../mlte/table';
import { rawPath } from '../paths';
import { tableRouter } from '../router';
import { v1Door } from '../v1/dialect';
import { V1_BASE, V1_TABLE } from '../v1/table';
import { zenmlDoor } from '../zenml/dialect';
import { NOTHING_THERE } from '../zenml/first-mistakes';
import { profileEndpoint } from '../zenml/profile';
import { ZENML_TABLE } from '../zenml/table';

/**
 * The doors that programs come through, as one app: what `server.ts` serves below `/api`, and what the catch-all
 * routes mount where only Next runs. `runtimeOf` tells each request the store it works on.
 */
export function createApi(runtimeOf: () => Runtime = runtime): Hono {
  const app = new Hono({ getPath: rawPath });
  app.route(V1_BASE, tableRouter(V1_TABLE, v1Door, runtimeOf));
  for (const base of ['/api/zenml/:token{assay_[^/]+}', '/api/zenml']) {
    app.route(base, tableRouter(ZENML_TABLE, zenmlDoor, runtimeOf));
    // `GET /` below a base address that has a path of its own.
    app.route(`${base}/`, tableRouter([profileEndpoint], zenmlDoor, runtimeOf));
  }
  app.route('/api', tableRouter(MLTE_TABLE, mlteDoor, runtimeOf));
  app.route('/p/:project/api', tableRouter(MLTE_TABLE, mlteDoor, runtimeOf));
  app.notFound(({ req }) => {
    const bare = req.path.replace(/\/+$/, '');
    if (bare !== req.path && isServed(app, req.method, bare)) {
      const { search } = new URL(req.url);
      return new Response(null, { status: 307, headers: { Location: bare + search } });
    }
    const { type, text } = /^\/api\/zenml(\/|$)/.test(req.path)
      ? { type: 'application/json', text: JSON.stringify({ detail: NOTHING_THERE }) }
      : refusalBody(req.path, refusal(404, 'Not Found'));
    return new Response(text, {
      status: 404,
      headers: { 'Content-Type': type, 'Cache-Control': 'no-store' },
    });
  });
  app.onError((error, { req }) => {
    processLog().error({ fault: described(error) }, 'request failed');
    const { type, text } = refusalBody(req.path, refusal(500, 'Internal server error.'));
    return new Response(text, {
      status: 500,
      headers: { 'Content-Type': type, 'Cache-Control': 'no-store' },
    });
  });
  return app;
}

/** Whether some endpoint answers this path without its trailing slashes. */
function isServed(app: Hono, method: string, path: string): boolean {
  return app.router.match(method, path)[0].length > 0;
}
