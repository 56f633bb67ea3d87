const swcFor = (parser, transform) => ({
  jsc: { parser, target: 'es2022', transform, keepClassNames: true },
  module: { type: 'es6' },
  sourceMaps: 'inline',
});

const nest = swcFor(
  { syntax: 'typescript', decorators: true },
  { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
);
const react = swcFor({ syntax: 'typescript', tsx: true }, { react: { runtime: 'automatic' } });

const packages = { '^@dunwell/(language|engine|contract)$': '<rootDir>/../../packages/$1/src/index.ts' };
const endings = { '^(\\.{1,2}/.*)\\.js$': '$1' };

/** What every project shares: ESM TypeScript through swc, the packages mapped to their sources. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', nest] },
  moduleNameMapper: { ...packages, ...endings },
};

const packageProject = (name) => ({
  ...shared,
  displayName: name,
  rootDir: `packages/${name}`,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
});

export default {
  // More than there are cores on a small machine: much of the time is spent waiting for PostgreSQL and other processes.
  maxWorkers: 3,
  // Modules of earlier files stay in memory until a worker is replaced, and tidying them up would take ever longer.
  workerIdleMemoryLimit: '1.5GB',
  // Whole-process tests on a busy machine; nothing here waits for time to pass.
  testTimeout: 30_000,
  projects: [
    packageProject('language'),
    packageProject('engine'),
    packageProject('contract'),
    {
      ...shared,
      displayName: 'api',
      rootDir: 'apps/api',
      testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/start-postgres.mjs',
      globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
    },
    {
      displayName: 'web',
      rootDir: 'apps/web',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: { '^.+\\.tsx?$': ['@swc/jest', react] },
      moduleNameMapper: {
        ...packages,
        '\\.module\\.css$': '<rootDir>/test/class-names.mjs',
        '\\.css$': '<rootDir>/test/nothing.mjs',
        ...endings,
      },
      setupFiles: ['<rootDir>/test/browser-stubs.mjs'],
    },
  ],
};
