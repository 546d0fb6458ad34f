// @ts-check
/** Who may import whom: adapter → verb → query, nothing upward. Types are held to the same rules unless said. */
const TESTS = '\\.test\\.tsx?$|/testing/|^e2e/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'db-imports-nothing-above',
      comment: 'db/ is the bottom: queries and schema know no verbs and no pages.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(lib|app|components|e2e|bench)/|^server\\.ts$' },
    },
    {
      name: 'lib-imports-nothing-above',
      comment: 'Verbs are called by pages and doors, never the other way round.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/next/' },
      to: { path: '^(app|components|e2e|bench)/|^server\\.ts$' },
    },
    {
      name: 'lib-next-imports-no-pages',
      comment: 'The Next-aware folder serves pages; it does not know them.',
      severity: 'error',
      from: { path: '^lib/next/' },
      to: { path: '^(app|e2e|bench)/|^server\\.ts$' },
    },
    {
      name: 'lib-is-framework-free',
      comment: 'Only lib/next knows React and Next.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/next/' },
      to: { path: '(^|/)node_modules/(next|react|react-dom|next-auth|next-themes|nuqs)/' },
    },
    {
      name: 'only-lib-next-imports-lib-next',
      comment: 'Verbs and doors stay usable where no Next runs.',
      severity: 'error',
      from: { path: '^(lib|db)/|^server\\.ts$', pathNot: '^lib/next/' },
      to: { path: '^lib/next/' },
    },
    {
      name: 'app-has-no-sql',
      comment: 'Routes compose verbs; they never reach the database.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(db|drizzle)/|(^|/)node_modules/(drizzle-orm|postgres|@electric-sql)/' },
    },
    {
      name: 'components-have-no-data-access',
      comment:
        'Components get props. Of lib they may run addresses and pure words; everything else is types.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(db|drizzle)/|(^|/)node_modules/(drizzle-orm|postgres|@electric-sql)/|^(app|server)' },
    },
    {
      name: 'components-import-only-types-of-lib',
      comment: 'A verb in a component is data access.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^lib/',
        pathNot:
          '^lib/core/(urls|addresses/crumbs|sniff-image)\\.ts$|^lib/forms/form-tree\\.ts$|^lib/json/exact-number\\.ts$|^lib/artifacts/(verdict|summary|python-text)\\.ts$|^lib/stacks/configurations/secrets\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'links-are-anchors',
      comment: 'Write <a href>: components/frame/links.tsx follows all of them, without script for each.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '(^|/)node_modules/next/(link|form)\\.js' },
    },
    {
      name: 'ui-is-leaves',
      comment: 'components/ui holds primitives that know no domain.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(lib|components)/', pathNot: '^components/ui/|^lib/core/urls' },
    },
    {
      name: 'only-queries-write-sql',
      comment: 'Verbs reach SQL through db/queries; tests and seeds may build rows.',
      severity: 'error',
      from: { path: '^(lib|app|components)/|^server\\.ts$', pathNot: TESTS },
      to: {
        path: '(^|/)node_modules/(drizzle-orm|pg|@electric-sql)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-declared-writes-write',
      comment:
        'A verb that begins a transaction or writes an audit row by itself is not declared: see lib/writes.',
      severity: 'error',
      // The key check runs before there is anybody who could act.
      from: { path: '^(lib|app)/', pathNot: `^lib/writes/|^lib/secrets/key-check|${TESTS}` },
      to: { path: '^(db/transact|lib/writes/audit)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-imports-no-tests',
      comment: 'What ships does not lean on test equipment.',
      severity: 'error',
      from: { path: '^(lib|app|components|db)/|^server\\.ts$', pathNot: TESTS },
      to: { path: `${TESTS}|(^|/)node_modules/(vitest|fast-check|@playwright)/` },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing is a rule that checks nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\./types/|\\.next/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
