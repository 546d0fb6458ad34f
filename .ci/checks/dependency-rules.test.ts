import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRules, type RulesReport } from '../rules';

/** A small tree in which every import that the rules forbid occurs once, beside some that they allow. */
const PLANTED: Readonly<Record<string, string>> = {
  'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./*"]},"jsx":"react-jsx"}}',
  'node_modules/next/package.json': '{"name":"next","version":"1.0.0","main":"index.js"}',
  'node_modules/next/index.js': 'module.exports = {};',
  'node_modules/next/link.js': 'module.exports = {};',
  'node_modules/drizzle-orm/package.json': '{"name":"drizzle-orm","version":"1.0.0","main":"index.js"}',
  'node_modules/drizzle-orm/index.js': 'module.exports = {};',
  'node_modules/vitest/package.json': '{"name":"vitest","version":"1.0.0","main":"index.js"}',
  'node_modules/vitest/index.js': 'module.exports = {};',
  'db/queries/models.ts':
    "import 'drizzle-orm'; import { verb } from '@/lib/models/verb'; export const q = verb;",
  'lib/models/verb.ts': 'export const verb = 1; export type Verb = 1;',
  'lib/models/up.ts': "export { default } from '@/app/page';",
  'lib/models/framed.ts': "import next from 'next'; export default next;",
  'lib/models/sql.ts': "import sql from 'drizzle-orm'; export default sql;",
  'lib/models/silent.ts': "export { transact } from '@/db/transact';",
  'lib/models/loud.ts': "export { audit } from '@/lib/writes/audit';",
  'lib/models/typed.ts': "export type { Audit } from '@/lib/writes/audit';",
  'lib/writes/audit.ts':
    "import { transact } from '@/db/transact'; export const audit = transact; export type Audit = 1;",
  'db/transact.ts': 'export const transact = 1;',
  'lib/models/page-aware.ts': "export { loader } from '@/lib/next/loader';",
  'lib/models/tested.ts': "import 'vitest';",
  'lib/models/one.ts': "import { two } from './two'; export const one = () => two;",
  'lib/models/two.ts': "import { one } from './one'; export const two = () => one;",
  'lib/models/lost.ts': "import { gone } from './nowhere'; export default gone;",
  'lib/next/loader.ts': "import next from 'next'; export const loader = next;",
  'lib/next/up.ts': "export { default } from '@/app/page';",
  'lib/core/urls.ts': 'export const url = {};',
  'components/models/card.tsx':
    "import type { Verb } from '@/lib/models/verb'; import { url } from '@/lib/core/urls'; export const c: Verb = 1; export default url;",
  'components/models/fetching.tsx': "import { verb } from '@/lib/models/verb'; export default verb;",
  'components/models/linked.tsx': "import Link from 'next/link'; export default Link;",
  'components/models/raw.tsx': "import { q } from '@/db/queries/models'; export default q;",
  'components/ui/button.tsx': "import card from '@/components/models/card'; export default card;",
  'app/page.tsx': "import { verb } from '@/lib/models/verb'; export default verb;",
  'app/raw.tsx': "import { q } from '@/db/queries/models'; export default q;",
};

const EXPECTED = [
  'app-has-no-sql: app/raw.tsx → db/queries/models.ts',
  'components-have-no-data-access: components/models/raw.tsx → db/queries/models.ts',
  'components-import-only-types-of-lib: components/models/fetching.tsx → lib/models/verb.ts',
  'db-imports-nothing-above: db/queries/models.ts → lib/models/verb.ts',
  'lib-imports-nothing-above: lib/models/up.ts → app/page.tsx',
  'lib-is-framework-free: lib/models/framed.ts → node_modules/next/index.js',
  'lib-next-imports-no-pages: lib/next/up.ts → app/page.tsx',
  'links-are-anchors: components/models/linked.tsx → node_modules/next/link.js',
  'no-cycles: lib/models/one.ts → lib/models/two.ts',
  'only-declared-writes-write: lib/models/loud.ts → lib/writes/audit.ts',
  'only-declared-writes-write: lib/models/silent.ts → db/transact.ts',
  'only-lib-next-imports-lib-next: lib/models/page-aware.ts → lib/next/loader.ts',
  'only-queries-write-sql: lib/models/sql.ts → node_modules/drizzle-orm/index.js',
  'resolvable: lib/models/lost.ts → ./nowhere',
  'source-imports-no-tests: lib/models/tested.ts → node_modules/vitest/index.js',
  'ui-is-leaves: components/ui/button.tsx → components/models/card.tsx',
];

describe('the dependency rules', () => {
  let root = '';
  let report: RulesReport = { modules: 0, violations: [] };
  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'assay-planted-'));
    for (const [file, text] of Object.entries(PLANTED)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    report = await checkRules(root);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(EXPECTED)('report a planted %s', (violation) => {
    expect(report.violations).toContain(violation);
  });

  it('report nothing that was not planted', () => {
    const unexpected = report.violations.filter(
      (violation) => !EXPECTED.includes(violation) && !violation.startsWith('no-cycles: '),
    );
    expect(unexpected).toEqual([]);
  });

  it('count the modules that were read, so that reading none cannot pass for finding none', async () => {
    expect(report.modules).toBe(
      Object.keys(PLANTED).filter((file) => /^(app|components|lib|db)\//.test(file)).length,
    );
    const empty = mkdtempSync(path.join(tmpdir(), 'assay-planted-empty-'));
    expect(await checkRules(empty)).toEqual({ modules: 0, violations: [] });
    rmSync(empty, { recursive: true });
  });
});
