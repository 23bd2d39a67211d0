import path from 'node:path';

import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import { ROOMS, roomRules } from './scripts/rooms.mjs';

const root = import.meta.dirname;
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '{core,renderer}/**/testing/*.ts'];
const TYPED = ['core', 'cli', 'electron', 'renderer', 'e2e'].flatMap((folder) => [
  `${folder}/**/*.ts`,
  `${folder}/**/*.tsx`,
]);

/** Which layer may import which, and which packages; whatever is not here is refused. */
const LAYERS = {
  core: {
    layers: ['core'],
    packages: [
      ...['zod', 'fflate', 'papaparse', 'saxes', 'approx-string-match', 'diff'],
      // Pages and papers: the tree, which of its blocks are the article, the text of a PDF.
      ...['parse5', 'linkedom', '@mozilla/readability', 'pdfjs-dist'],
    ],
  },
  // The delivered codebook and the version are built in: the command line needs no other files. It looks at
  // libraries as the store reads them.
  cli: {
    layers: ['core', 'cli'],
    rooms: ['electron/store/library/outside'],
    packages: [],
    node: true,
    data: true,
  },
  electron: {
    layers: ['core', 'electron'],
    packages: ['electron', 'electron-store', 'zod'],
    node: true,
  },
  renderer: {
    layers: ['core', 'renderer'],
    packages: ['react', 'react-dom', 'lexical'],
  },
  // Scripts build, start and test everything else, so they may look at all of it.
  scripts: {
    layers: ['core', 'electron', 'renderer', 'scripts'],
    packages: ['*', '@*/*'],
    node: true,
  },
  e2e: {
    layers: ['core', 'scripts', 'e2e'],
    packages: ['playwright', 'axe-core', 'electron', 'fast-check'],
    node: true,
  },
};
/** Rooms that need no packages, although their layer does. */
const needsNoPackages = (room) => room.startsWith('renderer/model');
/** Tests beside the sources may also read files and data, and use the tools for testing. */
const TEST_PACKAGES = ['vitest', 'fast-check', 'typescript', 'jsonld'];

/** Every room of some layers. */
const roomsOf = (layers) => layers.flatMap((layer) => ROOMS[layer].flat());
const depthOf = (room) => room.split('/').length;

/** What is the same for every room of a layer. */
const layerPolicies = (layer) => {
  const { layers, rooms: others = [], packages, node, data } = LAYERS[layer];
  const rooms = roomsOf([layer]);
  const from = { element: { types: { anyOf: rooms } } };
  const test = { ...from, file: { categories: 'test' } };
  const users = rooms.filter((room) => !needsNoPackages(room));
  return [
    {
      from,
      allow: {
        to: {
          element: {
            types: { anyOf: [...roomsOf(layers.filter((each) => each !== layer)), ...others] },
          },
        },
      },
    },
    // A test may set up what it tests with whatever its layer has.
    { from: test, allow: { to: { element: { types: { anyOf: rooms } } } } },
    {
      from: { element: { types: { anyOf: users } } },
      allow: { to: { module: { origin: 'external', source: packages } } },
    },
    { from: data ? from : test, allow: { to: { element: { isUnknown: true } } } },
    { from: test, allow: { to: { module: { origin: 'external', source: TEST_PACKAGES } } } },
    { from: node ? from : test, allow: { to: { module: { origin: 'core' } } } },
  ];
};

/** The rule that a file imports nothing but what these policies allow. */
const onlyAllowed = (policies) => [
  'error',
  { default: 'disallow', checkAllOrigins: true, checkUnknownLocals: true, policies },
];

/**
 * What each room may import. A room's files are held against its own policies alone, for every one
 * costs time at every import: with those of all rooms together this rule took as long as half the
 * others. Inner rooms come last, as the last configuration that fits a file is the one that counts.
 */
const roomConfigs = roomRules()
  .toSorted((a, b) => depthOf(a.room) - depthOf(b.room))
  .map(({ layer, room, allowed }) => ({
    files: [`${room}/**/*.{ts,tsx,js,mjs}`],
    rules: {
      'boundaries/dependencies': onlyAllowed([
        {
          from: { element: { type: room } },
          allow: { to: { element: { types: { anyOf: allowed } } } },
        },
        ...layerPolicies(layer),
      ]),
    },
  }));

/** One file is let through to each raw interface, so that there is one place to check. */
const ONLY_IN_IPC = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Only electron/ipc/ipc.ts touches ipcMain; add a handler to electron/ipc/handlers.',
};
const ONLY_IN_PRELOAD = {
  name: 'electron',
  importNames: ['ipcRenderer', 'contextBridge', 'webUtils'],
  message: 'Only electron/ipc/preload.ts speaks to the page.',
};
/** What the window is drawn with; the model asks its `Page`, so that it runs without one. */
const GLOBALS_OF_THE_PAGE = [
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'history'],
  ...[
    'requestAnimationFrame',
    'requestIdleCallback',
    'matchMedia',
    'getSelection',
    'getComputedStyle',
  ],
  ...['Element', 'HTMLElement', 'MutationObserver', 'ResizeObserver'],
].map((name) => ({ name, message: 'The model knows no document: ask the Page that it is given.' }));
const NO_COMMONJS_GLOBALS = ['require', 'module', 'exports', '__dirname', '__filename'];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      '.dist-*/**',
      'release/**',
      'test-results/**',
      'playwright-report/**',
      'bench-results/**',
      'seeds/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.strict],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      // Inner rooms first: a file belongs to the first pattern that fits.
      'boundaries/elements': roomsOf(Object.keys(LAYERS))
        .toSorted((a, b) => depthOf(b) - depthOf(a))
        .map((room) => ({ type: room, pattern: room })),
      'boundaries/files': [{ category: 'test', pattern: TESTS }],
      'boundaries/legacy-templates': false,
      'import/resolver': { [path.join(root, 'scripts', 'import-resolver.cjs')]: {} },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-globals': ['error', ...NO_COMMONJS_GLOBALS],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name, so that one thing has one name.',
        },
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'boundaries/dependencies': onlyAllowed([]),
    },
  },
  ...roomConfigs,
  {
    files: TYPED,
    ignores: TESTS,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Numbers stand in many sentences.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Types promise what older versions of Electron and foreign files do not always keep.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // What is longer is several things, and each of them wants a name.
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    ignores: [...TESTS, '**/*.test.mjs', '**/testing/**', 'e2e/**'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    // Where React may not be there is nothing to hold against its rules.
    ignores: ['renderer/model/**'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: ['renderer/model/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NO_COMMONJS_GLOBALS, ...GLOBALS_OF_THE_PAGE],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/bridge\\.ts$', message: 'The model is given its bridge.' }] },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/ipc/ipc.ts', 'electron/ipc/preload.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [ONLY_IN_IPC, ONLY_IN_PRELOAD] }],
    },
  },
  {
    files: ['electron/ipc/ipc.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [ONLY_IN_PRELOAD] }] },
  },
  {
    // Bundled into one small file that runs beside hostile text: names of channels and types, no more.
    files: ['electron/ipc/preload.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [ONLY_IN_IPC],
          patterns: [
            {
              regex: '^(?!electron$|#core/contract/channels\\.ts$)',
              allowTypeImports: true,
              message: 'The preload may import electron and core/contract/channels.ts, and types.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tools load their configuration as a default export.
    files: ['*.config.js', '*.config.ts', '**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off', 'boundaries/dependencies': 'off' },
  },
);
