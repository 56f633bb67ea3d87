/** Which way the arrows may point (docs: the architecture's house). */
const billing = '^apps/api/src/billing/';
/** The doors of billing; nothing else of it is known outside. */
const billingDoors =
  '^apps/api/src/billing/billing-(reader|events|what-if|holds|module)[^/]*\\.ts$|^apps/api/src/billing/billing\\.module\\.ts$';
const billingWriter = '^apps/api/src/billing/billing-writer[^/]*\\.ts$';
const billingIntake = '^apps/api/src/billing/billing-intake\\.ts$';
const demo = '^apps/api/src/demo/';
const tests = '\\.(test|testing)\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'language-needs-only-zod-and-liquid',
      severity: 'error',
      from: { path: '^packages/language/src/', pathNot: tests },
      to: { pathNot: ['^packages/language/src/', '^node_modules/(zod|liquidjs)/'] },
    },
    {
      name: 'engine-needs-only-language-and-its-libraries',
      severity: 'error',
      from: { path: '^packages/engine/src/', pathNot: tests },
      to: {
        pathNot: [
          '^packages/(engine|language)/(src|dist)/',
          '^node_modules/(json-rules-engine|temporal-polyfill|temporal-spec)/',
        ],
      },
    },
    {
      name: 'contract-needs-only-language',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: tests },
      to: { pathNot: ['^packages/(contract|language)/(src|dist)/'] },
    },
    {
      name: 'billing-knows-nothing-of-automations',
      severity: 'error',
      from: { path: billing },
      to: { path: '^apps/api/src/(automations|trials|runtime|connectors)/' },
    },
    {
      name: 'billing-is-entered-by-its-doors',
      comment: 'billing-reader, -events, -what-if, -holds and the module; connectors also billing-writer',
      severity: 'error',
      from: {
        path: '^apps/api/src/',
        pathNot: [
          billing,
          '^apps/api/src/(connectors|console)/',
          '^apps/api/src/app\\.module\\.ts$',
          demo,
          tests,
        ],
      },
      to: { path: billing, pathNot: [billingDoors] },
    },
    {
      name: 'console-enters-billing-by-its-doors',
      comment: 'what operators do to many accounts at once is written through billing-writer',
      severity: 'error',
      from: { path: '^apps/api/src/console/', pathNot: tests },
      to: { path: billing, pathNot: [billingDoors, billingWriter] },
    },
    {
      name: 'the-demo-enters-billing-by-its-intake',
      comment: 'it writes whole stories, which no request brings',
      severity: 'error',
      from: { path: demo, pathNot: tests },
      to: { path: billing, pathNot: [billingDoors, billingIntake] },
    },
    {
      name: 'connectors-know-neither-runtime-nor-billing',
      comment: 'billing-writer excepted',
      severity: 'error',
      from: { path: '^apps/api/src/connectors/', pathNot: tests },
      to: {
        path: ['^apps/api/src/runtime/', billing],
        pathNot: [billingWriter, '^apps/api/src/billing/billing\\.module\\.ts$'],
      },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^apps/api/src/platform/', pathNot: tests },
      to: { path: '^apps/api/src/(identity|billing|automations|trials|runtime|connectors)/' },
    },
    {
      name: 'sources-use-no-test-code',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      to: { path: [tests, '^apps/[^/]+/test/'] },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/dist/' },
    tsConfig: { fileName: 'tsconfig.tests.json' },
    // Type imports count too: an arrow is an arrow.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};
