import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/**
 * The walls between the rooms (ARCHITECTURE.md). A room is a folder; it may import from itself and from the rooms
 * and packages named, and nothing else.
 */
const NODE = ['node:*'];
const CORE_LIBRARIES = [
  '@lezer/*',
  'fastest-levenshtein',
  'ipaddr.js',
  'lossless-json',
  'temporal-polyfill',
  'yaml',
  'zod',
];

const ROOMS = {
  'server/src/protocol': { rooms: [], packages: [] },
  'server/src/core': { rooms: ['protocol'], packages: CORE_LIBRARIES, data: ['engine/contract'] },
  'server/src/engine': {
    rooms: ['protocol', 'core/ports.ts'],
    packages: [...NODE, '@bjorn3/browser_wasi_shim', '@open-policy-agent/opa-wasm'],
  },
  'server/src/node': { rooms: ['engine', 'cli/main.ts'], packages: NODE },
  'server/src/cli': {
    rooms: ['protocol', 'core', 'engine'],
    packages: [...NODE, '@babel/code-frame', 'commander', 'diff', 'lossless-json', 'picocolors', 'sarif', 'tinyglobby'],
  },
};

/** @param {string} room @param {{rooms: string[], packages: string[]}} allowed */
function wall(room, allowed) {
  const message = `${room} may not import from there: see ARCHITECTURE.md, "Who may import whom".`;
  const except = [room, ...allowed.rooms.map((name) => `server/src/${name}`), ...(allowed.data ?? [])];
  return {
    files: [`${room}/**/*.ts`],
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: root,
          zones: [
            { target: room, from: '.', except: [...except, 'node_modules'].map((place) => `./${place}`), message },
          ],
        },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!\\.)(?!(${allowed.packages.map(packagePattern).join('|') || '$^'})$)`, message }] },
      ],
    },
  };
}

function packagePattern(name) {
  return name.replaceAll('.', '\\.').replaceAll('/', '\\/').replaceAll('*', '.*');
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.vscode-test', 'server/src/core/syntax/generated', 'engine'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        WebAssembly: 'readonly',
        Buffer: 'readonly',
        TextEncoder: 'readonly',
        TextDecoder: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
    },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // A table: one thing, as long as there are rules.
  { files: ['server/src/core/rules/table.ts'], rules: { 'max-lines': 'off' } },
  ...Object.entries(ROOMS).map(([room, allowed]) => wall(room, allowed)),
);
