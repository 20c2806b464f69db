// The boundaries of the modules under src, as ESLint configurations: what each may import, and which of the platform's
// globals it may use. Everything else is refused. test/unit/lint/modules.test.ts plants one line of each sort.

/** How many folders deep a module may be. */
const deepest = 4;

/** Which module owns which global. */
const owners = {
  office: ['Office', 'OfficeExtension', 'Excel'],
  graph: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
  browser: [
    'setTimeout',
    'setInterval',
    'clearTimeout',
    'clearInterval',
    'performance',
    'requestIdleCallback',
    'requestAnimationFrame',
    'sessionStorage',
    'localStorage',
    'indexedDB',
    'caches',
  ],
};

/** Imports and globals of each module. */
const modules = {
  session: { imports: [] },
  locales: { imports: ['session'] },
  graph: { imports: ['session'] },
  auth: { imports: ['session'], packages: ['@azure/msal-browser'] },
  office: { imports: ['session'] },
  browser: { imports: ['session'] },
  ui: {
    imports: ['session', 'locales'],
    packages: ['react', 'react-dom', '@fluentui/react-components', '@fluentui/react-icons'],
  },
  app: { imports: ['session', 'locales', 'graph', 'auth', 'office', 'browser', 'ui'] },
};

/** Matches every import but the allowed ones, from a file that lies `depth` folders deep in its module. */
function refused({ imports, packages = [] }, depth) {
  const inside = depth > 1 ? [`(?:\\.\\./){1,${depth - 1}}(?!\\.\\./)`] : [];
  const others = imports.length > 0 ? [`(?:\\.\\./){${depth}}(?:${imports.join('|')})/`] : [];
  const allowed = ['\\./', ...inside, ...others, ...packages.map((name) => `${name}(?:/|$)`)];
  return `^(?!${allowed.join('|')})`;
}

function boundariesOf(name, module) {
  const used = module.imports.length === 0 ? 'nothing outside itself' : module.imports.join(', ');
  const message = `src/${name} may import ${[used, ...(module.packages ?? [])].join(', ')}. See scripts/lint/modules.js.`;
  const globals = Object.entries(owners)
    .filter(([owner]) => owner !== name)
    .flatMap(([owner, names]) =>
      names.map((global) => ({ name: global, message: `Only src/${owner} uses ${global}.` })),
    );
  return Array.from({ length: deepest }, (_, index) => {
    const regex = refused(module, index + 1);
    return {
      files: [`src/${name}/${'*/'.repeat(index)}*.{ts,tsx}`],
      rules: {
        'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
        'no-restricted-globals': ['error', ...globals],
        'no-restricted-properties': ['error', ...propertiesOf(name, globals)],
        'no-restricted-syntax': ['error', ...syntaxOf(name, regex, message)],
      },
    };
  });
}

/** The same globals as members of the global object, and what reads a clock or throws dice. */
function propertiesOf(name, globals) {
  const members = ['window', 'globalThis', 'self'].flatMap((object) =>
    globals.map(({ name: property, message }) => ({ object, property, message })),
  );
  const now =
    name === 'browser'
      ? []
      : [{ object: 'Date', property: 'now', message: 'Only src/browser reads the clock.' }];
  const random =
    name === 'app'
      ? []
      : [{ object: 'Math', property: 'random', message: 'Random numbers are injected.' }];
  return [...members, ...now, ...random];
}

function syntaxOf(name, regex, message) {
  const dynamic = {
    selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
    message,
  };
  const date = {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: 'Only src/browser reads the clock.',
  };
  return name === 'browser' ? [dynamic] : [dynamic, date];
}

/** A file beside the modules belongs to none, and no boundary would hold it. */
const loose = {
  files: ['src/*.{ts,tsx}'],
  rules: {
    'no-restricted-syntax': [
      'error',
      { selector: 'Program', message: 'Every file of src belongs to a module.' },
    ],
  },
};

export const moduleBoundaries = [
  loose,
  ...Object.entries(modules).flatMap(([name, module]) => boundariesOf(name, module)),
];
export const moduleNames = Object.keys(modules);
