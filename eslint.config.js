import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const PLAIN_JAVASCRIPT = ['**/*.{js,mjs,cjs}'];

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', '.sightline/', 'next-env.d.ts', 'fhir-profiles/generated/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // What is taken out of an object by its rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: PLAIN_JAVASCRIPT, ...tseslint.configs.disableTypeChecked },
  {
    files: PLAIN_JAVASCRIPT,
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable' },
    },
  },
  // A suite is one function, and a page's markup is one expression.
  { files: ['tests/**', 'app/**/*.tsx'], rules: { 'max-lines-per-function': 'off' } },
  // Code tables and messages.
  { files: ['lib/standards/**', 'lib/i18n/**'], rules: { 'max-lines': 'off' } },
);
