import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const says = (names, room) => names.map((name) => ({ name, message: `Only ${room} says ${name}.` }));
const office = says(['Office', 'OfficeExtension', 'Excel'], 'src/excel');
const network = says(['fetch', 'XMLHttpRequest'], 'src/graph');
const time = says(['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance', 'requestIdleCallback'], 'src/browser');
const storage = says(['sessionStorage', 'localStorage', 'indexedDB'], 'src/browser');
const dateNow = { object: 'Date', property: 'now', message: 'Only src/browser reads the clock.' };
const random = { object: 'Math', property: 'random', message: 'Chance comes in through a port.' };

/** A room and what it may import from the other rooms. */
const room = (name, { mayImport, maySay = [], mayTell = false }) => ({
  files: [`src/${name}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        { regex: `^\\.\\./(?!(${[...mayImport, '$'].join('|')})/)`, message: `src/${name} may import only ${mayImport.join(', ') || 'itself'}.` },
        ...(name === 'auth' ? [] : [{ group: ['@azure/*'], message: 'Only src/auth says MSAL.' }]),
        ...(name === 'ui' ? [] : [{ group: ['react', 'react-dom', 'react-dom/*', '@fluentui/*'], message: 'Only src/ui says React.' }]),
      ],
    }],
    'no-restricted-globals': ['error', ...[...office, ...network, ...time, ...storage].filter(({ name: said }) => !maySay.includes(said))],
    'no-restricted-properties': ['error', ...(mayTell ? [] : [dateNow]), random],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'reports/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', 'scripts/stubs/*/*.cjs'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      // Office blocks them.
      'no-alert': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.{js,cjs}'], ...tseslint.configs.disableTypeChecked },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['src/**/*.tsx'], ...jsxA11y.flatConfigs.strict },
  {
    files: ['src/**/*.tsx'],
    rules: {
      // WebKit drops the role of a list without bullets.
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'] }],
      // A wrapper may listen for keys that bubble up from the menu inside it.
      'jsx-a11y/no-static-element-interactions': ['error', { handlers: ['onClick', 'onMouseDown', 'onMouseUp'] }],
    },
  },
  room('session', { mayImport: [] }),
  room('excel', { mayImport: ['session'], maySay: ['Office', 'OfficeExtension', 'Excel'] }),
  room('auth', { mayImport: ['session'] }),
  room('browser', { mayImport: ['session'], mayTell: true, maySay: ['setTimeout', 'clearTimeout', 'performance', 'requestIdleCallback', 'sessionStorage', 'localStorage'] }),
  room('graph', { mayImport: ['session'], maySay: ['fetch'] }),
  room('strings', { mayImport: ['session'] }),
  room('ui', { mayImport: ['session', 'strings'] }),
  // The command line tools of the sandbox and of the project speak to a terminal.
  { files: ['scripts/**/*.ts', 'test/**/main.ts', 'test/bench/measure.ts', 'test/webkit/run.ts', 'test/support/ensureBrowser.ts', 'webpack.config.js'], rules: { 'no-console': 'off' } },
);
