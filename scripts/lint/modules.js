// Boundaries of the modules in src as ESLint configurations: the imports and the globals that each
// module may use. Everything else is an error. test/unit/lint/modules.test.ts tests each kind of
// error.

/** Maximum depth of folders in a module. */
const maxDepth = 4;

/**
 * The module that may use each global. `fetch` has two: one sends Graph's requests, the other asks
 * whether the pane's own page is there.
 */
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
    'fetch',
  ],
};

/** Allowed imports of each module. */
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

/**
 * Regular expression for all imports except the allowed ones, for a file `depth` folders deep in
 * its module.
 */
function forbiddenImports({ imports, packages = [] }, depth) {
  const inside = depth > 1 ? [`(?:\\.\\./){1,${depth - 1}}(?!\\.\\./)`] : [];
  const others = imports.length > 0 ? [`(?:\\.\\./){${depth}}(?:${imports.join('|')})/`] : [];
  const allowed = ['\\./', ...inside, ...others, ...packages.map((name) => `${name}(?:/|$)`)];
  return `^(?!${allowed.join('|')})`;
}

const ownersOf = (global) =>
  Object.keys(owners)
    .filter((owner) => owners[owner].includes(global))
    .map((owner) => `src/${owner}`)
    .join(' and ');

function boundariesOf(name, module) {
  const used = module.imports.length === 0 ? 'nothing outside itself' : module.imports.join(', ');
  const message = `src/${name} may import ${[used, ...(module.packages ?? [])].join(', ')}. See scripts/lint/modules.js.`;
  const own = owners[name] ?? [];
  const globals = [...new Set(Object.values(owners).flat())]
    .filter((global) => !own.includes(global))
    .map((global) => ({ name: global, message: `Only ${ownersOf(global)} may use ${global}.` }));
  return Array.from({ length: maxDepth }, (_, index) => {
    const regex = forbiddenImports(module, index + 1);
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

/** The same globals as members of the global object, and the clock and random numbers. */
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

/** A file directly in src belongs to no module, so no boundary would apply. */
const outsideModules = {
  files: ['src/*.{ts,tsx}'],
  rules: {
    'no-restricted-syntax': [
      'error',
      { selector: 'Program', message: 'Every file of src belongs to a module.' },
    ],
  },
};

export const moduleBoundaries = [
  outsideModules,
  ...Object.entries(modules).flatMap(([name, module]) => boundariesOf(name, module)),
];
export const moduleNames = Object.keys(modules);
