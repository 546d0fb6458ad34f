import { describe, expect, it } from 'vitest';
import { PageRoutes, readPageRoutes } from './page-routes';

const routes = new PageRoutes({
  '/(dashboard)/page': '/',
  '/(dashboard)/projects/page': '/projects',
  '/(dashboard)/projects/[project]/page': '/projects/[project]',
  '/(dashboard)/projects/[project]/runs/page': '/projects/[project]/runs',
  '/(dashboard)/projects/[project]/runs/[run]/page': '/projects/[project]/runs/[run]',
  '/(dashboard)/projects/all/page': '/projects/all',
  '/(dashboard)/room/route': '/room',
  '/api/auth/[...nextauth]/route': '/api/auth/[...nextauth]',
});
const told = (method: string, path: string): string | null => {
  const route = routes.routeOf(method, path);
  return route === null ? null : `${route.kind} ${route.method} ${route.path}`;
};

describe('the route of a page', () => {
  it.each([
    ['GET', '/', 'page GET /'],
    ['GET', '/projects', 'page GET /projects'],
    ['GET', '/projects/', 'page GET /projects'],
    ['HEAD', '/projects/garden', 'page GET /projects/{project}'],
    ['GET', '/projects/all', 'page GET /projects/all'],
    ['GET', '/projects/all/runs', 'page GET /projects/{project}/runs'],
    ['GET', '/projects/a%2Fb/runs/1', 'page GET /projects/{project}/runs/{run}'],
    ['POST', '/projects/garden/runs', 'action POST /projects/{project}/runs'],
    ['PUT', '/projects/garden/runs', 'action POST /projects/{project}/runs'],
    ['GET', '/room', 'data GET /room'],
    ['POST', '/api/auth/callback/credentials', 'data POST /api/auth/{nextauth}'],
    ['GET', '/nowhere', null],
    ['GET', '/projects/garden/runs/1/2', null],
    ['GET', '/__proto__', null],
  ])('%s %s is %s, and never what was asked for', (method, path, route) => {
    expect(told(method, path)).toBe(route);
  });

  it('is none where nothing was built', () => {
    const here = process.cwd();
    process.chdir('docs');
    try {
      expect(readPageRoutes().routeOf('GET', '/')).toBeNull();
    } finally {
      process.chdir(here);
    }
  });
});
