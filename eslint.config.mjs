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
  'diff',
  'fastest-levenshtein',
  'ipaddr.js',
  'lossless-json',
  'temporal-polyfill',
  'vscode-languageserver-types',
  'yaml',
  'zod',
];

const CLI_LIBRARIES = [
  ...NODE,
  '@babel/code-frame',
  'commander',
  'diff',
  'lossless-json',
  'picocolors',
  'sarif',
  'tinyglobby',
  'xmlbuilder',
];

/** The core thinks; time, chance and the world are handed to it (`server/src/core/ports.ts`). */
const PURE = 'The core has no clock, no dice and nothing of the outside: see ARCHITECTURE.md, "Invariants".';
const OUTSIDE = [
  '__dirname',
  '__filename',
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'crypto',
  'fetch',
  'global',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
];
const CLOCKS_AND_DICE = [
  { object: 'Date', property: 'now' },
  { object: 'Math', property: 'random' },
  { object: 'Temporal', property: 'Now' },
];
const NO_DATE_OF_NOW = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: PURE },
  { selector: 'CallExpression[callee.name="Date"]', message: PURE },
];

const ROOMS = {
  'server/src/protocol': { rooms: [], packages: [] },
  'server/src/core': {
    rooms: ['protocol'],
    packages: CORE_LIBRARIES,
    folders: ['engine/contract'],
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE.map((name) => ({ name, message: PURE }))],
      'no-restricted-properties': ['error', ...CLOCKS_AND_DICE.map((place) => ({ ...place, message: PURE }))],
    },
    syntax: NO_DATE_OF_NOW,
  },
  'server/src/engine': {
    rooms: ['protocol', 'core/ports.ts'],
    packages: [...NODE, '@bjorn3/browser_wasi_shim', '@open-policy-agent/opa-wasm'],
  },
  'server/src/lsp': {
    rooms: ['protocol', 'core'],
    packages: ['picomatch/posix', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  'server/src/account': {
    rooms: ['protocol', 'core'],
    packages: [
      ...NODE,
      '@graphql-typed-document-node/core',
      'env-paths',
      'graphql',
      'graphql-request',
      'p-limit',
      'undici',
      'zod',
    ],
  },
  demo: { rooms: ['protocol', 'core', 'engine'], packages: [...NODE, 'graphql', 'graphql-yoga'] },
  'server/src/node': {
    rooms: [
      'account',
      'engine',
      'cli/main.ts',
      'cli/regularFile.ts',
      'cli/systemClock.ts',
      'core/fileLimits.ts',
      'lsp',
    ],
    packages: [...NODE, 'vscode-languageserver/node'],
  },
  'server/src/cli': { rooms: ['protocol', 'core'], packages: CLI_LIBRARIES },
  'client/src': {
    rooms: ['protocol'],
    folders: ['client/wire'],
    packages: ['lossless-json', 'vscode', 'vscode-languageclient', 'vscode-languageclient/node'],
  },
  'client/wire': { rooms: ['protocol'], packages: ['zod/mini'] },
  'client/webview': {
    rooms: ['protocol'],
    folders: ['client/wire'],
    packages: [
      '@vscode-elements/elements/*',
      '@vscode/codicons/*',
      'lit',
      'lit/*',
      'lossless-json',
      'temporal-polyfill',
      'zod/mini',
    ],
  },
  // Assembles.
  'server/src/cli/main.ts': { rooms: ['protocol', 'core', 'cli', 'engine', 'account'], packages: CLI_LIBRARIES },
};

/** What only runs: nobody imports it. The command line's parts are put together for the one that starts it. */
const ENTRIES = [
  'client/src/extension.ts',
  'client/webview/main.ts',
  'demo/main.ts',
  'server/src/engine/worker.ts',
  'server/src/node/cli.ts',
  'server/src/node/engineWorker.ts',
  'server/src/node/server.ts',
];
const ASSEMBLY = 'server/src/cli/main.ts';

/**
 * @param {string} room a folder, or one file
 * @param {{rooms: string[], packages: string[], folders?: string[], rules?: object, syntax?: object[]}} allowed
 */
function wall(room, allowed) {
  const message = `${room} may not import from there: see ARCHITECTURE.md, "Who may import whom".`;
  const except = [
    room,
    ...allowed.rooms.map((name) => `server/src/${name}`),
    ...(allowed.folders ?? []),
    'node_modules',
  ];
  const entries = allowed.rooms.includes('cli/main.ts') ? ENTRIES : [...ENTRIES, ASSEMBLY];
  const zones = [
    { target: room, from: '.', except: except.map((place) => `./${place}`), message },
    { target: room, from: entries.filter((entry) => entry !== room), message },
  ];
  const foreign = `^(?!\\.)(?!(${allowed.packages.map(packagePattern).join('|') || '$^'})$)`;
  return {
    files: [room.endsWith('.ts') ? room : `${room}/**/*.ts`],
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: root, zones }],
      'no-restricted-imports': ['error', { patterns: [{ regex: foreign, message }] }],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression > Literal.source[value=/${foreign}/]`, message },
        { selector: 'ImportExpression > .source:not(Literal)', message: 'Say what is imported: walls look at it.' },
        ...(allowed.syntax ?? []),
      ],
      ...allowed.rules,
    },
  };
}

function packagePattern(name) {
  return name.replaceAll('.', '\\.').replaceAll('/', '\\/').replaceAll('*', '.*');
}

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      '.vscode-test',
      'server/src/*/generated',
      'server/src/core/syntax/generated',
      'engine',
    ],
  },
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
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable', require: 'readonly' } } },
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
