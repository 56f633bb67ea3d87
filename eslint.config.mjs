import eslint from '@eslint/js';
import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const readsTheTime = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time is an argument; in apps/api ask platform/clock.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Time is an argument; in apps/api ask platform/clock.',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'Time is an argument; in apps/api ask platform/clock.',
  },
];

const readsTheEnvironment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only apps/api/src/config reads the environment; take what you need as an argument.',
};

const exportsDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Exports are named, so that one thing has one name everywhere.',
};

const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.testing.ts', '**/*.testing.tsx', 'apps/*/test/**'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', 'artifacts/**', '.dunwell/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.tests.json', './apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      // Nest finds what to inject by the classes in constructors: as type imports they would be gone.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Modules, DTOs and entities are classes that consist of their decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `Record<Kind, …>` with noUncheckedIndexedAccess is how closed tables are written.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // An empty setting is one that is not set.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Plain objects are answers as good as instances of a DTO class, and properties of DTOs state their types.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      'no-restricted-syntax': ['error', ...readsTheTime, readsTheEnvironment, exportsDefault],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['apps/api/src/platform/clock/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', readsTheEnvironment, exportsDefault] },
  },
  {
    files: ['apps/api/src/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...readsTheTime, exportsDefault] },
  },
  {
    // Answers and rows arrive untyped, doubles are small, and matchers are typed as any.
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', exportsDefault],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['apps/web/**/*.tsx', 'apps/web/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // Jest takes its set-up as a default export.
    files: ['apps/api/test/support/*.mjs', 'apps/web/test/*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/web/public/*.js', 'apps/web/test/*.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: globals.node },
  },
);
