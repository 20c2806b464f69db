import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { describe, expect, it, test } from 'vitest';
import { moduleBoundaries, moduleNames } from '../../../scripts/lint/modules.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const src = join(root, 'src');

/** What lint says of a file with this text; nothing is written. */
function complaints(file: string, text: string): string[] {
  const parser = {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
  } as Linter.Config;
  const found = new Linter({ cwd: root }).verify(text, [parser, ...moduleBoundaries], {
    filename: join(root, file),
  });
  return found.map(({ ruleId, message }) => `${ruleId ?? 'error'}: ${message}`);
}

/** What the compiler says of files in the project of that folder; they exist only here. */
function errors(project: string, files: Readonly<Record<string, string>>): Map<string, string[]> {
  const config: unknown = ts.readConfigFile(join(project, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    project,
    undefined,
    join(project, 'tsconfig.json'),
  );
  const planted = new Map(Object.entries(files).map(([name, text]) => [join(project, name), text]));
  const ambient = project.endsWith('session') ? [join(project, 'abort.d.ts')] : [];
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => planted.get(path) ?? readFile(path);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (path) => planted.has(path) || fileExists(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target, ...rest) => {
    const text = planted.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...planted.keys(), ...ambient], options, host);
  const told = (path: string): string[] =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  return new Map(
    [...planted.keys()].map((path) => [path.slice(dirname(path).length + 1), told(path)]),
  );
}

test('every folder of src is a module with boundaries, and no file lies beside them', () => {
  const found = readdirSync(src, { withFileTypes: true });
  expect(
    found
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...moduleNames].sort());
  expect(found.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
    'tsconfig.json',
  ]);
  expect(complaints('src/loose.ts', 'export {};')).toEqual([
    'no-restricted-syntax: Every file of src belongs to a module.',
  ]);
});

describe('lint refuses', () => {
  it.each([
    ['session', "import { readFile } from 'node:fs';", 'no-restricted-imports'],
    ['session', "import { createSend } from '../graph/request';", 'no-restricted-imports'],
    ['session', "import React from 'react';", 'no-restricted-imports'],
    ['session', "export * from '../browser/clock';", 'no-restricted-imports'],
    ['session', "void import('../graph/request');", 'no-restricted-syntax'],
    ['session', 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
    ['session', 'export const at = new Date();', 'no-restricted-syntax'],
    ['session', 'export const at = Date();', 'no-restricted-syntax'],
    ['session', 'export const at = Date.now();', 'no-restricted-properties'],
    ['session', 'export const random = Math.random();', 'no-restricted-properties'],
    ['locales', "import { createClock } from '../browser/clock';", 'no-restricted-imports'],
    ['locales/en', "import { createClock } from '../../browser/clock';", 'no-restricted-imports'],
    ['graph', "import { createIdentity } from '../auth/identity';", 'no-restricted-imports'],
    ['graph', "localStorage.setItem('a', 'b');", 'no-restricted-globals'],
    ['auth', "void fetch('https://graph.microsoft.com');", 'no-restricted-globals'],
    ['auth', "void window.fetch('https://graph.microsoft.com');", 'no-restricted-properties'],
    [
      'office',
      "import { PublicClientApplication } from '@azure/msal-browser';",
      'no-restricted-imports',
    ],
    ['browser', 'void Office.onReady();', 'no-restricted-globals'],
    ['browser', "import { reducer } from '../app/taskpane';", 'no-restricted-imports'],
    ['ui', "import { createSend } from '../graph/request';", 'no-restricted-imports'],
    [
      'ui/workspace/session-card',
      "import { createSend } from '../../../graph/request';",
      'no-restricted-imports',
    ],
    ['ui/workspace', "import { createSend } from '../../graph/request';", 'no-restricted-imports'],
    ['ui', "import * as msal from '@azure/msal-browser';", 'no-restricted-imports'],
    ['ui/components', 'globalThis.localStorage.clear();', 'no-restricted-properties'],
    ['app', 'void fetch(location.href);', 'no-restricted-globals'],
    ['app', "import { readFile } from 'node:fs';", 'no-restricted-imports'],
  ])('in src/%s: %s', (folder, text, rule) => {
    expect(
      complaints(`src/${folder}/planted.ts`, text).map((complaint) => complaint.split(':')[0]),
    ).toEqual([rule]);
  });

  it.each([
    ['session', "import { reducer } from './reducer';"],
    [
      'ui/workspace/session-card',
      "import { useTime } from '../../hooks/useTime'; import type { AppState } from '../../../session/state'; import { Card } from './Card';",
    ],
    [
      'ui',
      "import { Button } from '@fluentui/react-components'; import { createRoot } from 'react-dom/client';",
    ],
    ['auth', "import { bridge } from '@azure/msal-browser/redirect-bridge';"],
    ['graph', "void fetch('https://graph.microsoft.com');"],
    ['browser', 'setTimeout(() => undefined, Date.now());'],
  ])('nothing in src/%s of %s', (folder, text) => {
    expect(complaints(`src/${folder}/planted.ts`, text)).toEqual([]);
  });
});

test(
  'the compiler refuses the platform in the core, and Node in the pane',
  { timeout: 60_000 },
  () => {
    const lines = [
      'document',
      'window',
      'crypto',
      'fetch',
      'localStorage',
      'setTimeout',
      'process',
      'Buffer',
      'require',
      'console',
    ];
    const core = errors(join(src, 'session'), {
      ...Object.fromEntries(lines.map((name) => [`${name}.ts`, `export const planted = ${name};`])),
      'fs.ts': "export { readFile } from 'node:fs';",
      'fine.ts':
        'export const controller = new AbortController(); export const one = Math.max(1, 0);',
    });
    for (const name of lines) {
      expect(core.get(`${name}.ts`)?.join(), name).toMatch(/^Cannot find name/);
    }
    expect(core.get('fs.ts')?.join()).toMatch(/^Cannot find (name|module) 'node:fs'/);
    expect(core.get('fine.ts')).toEqual([]);
    const pane = errors(src, {
      'process.ts': 'export const planted = process.env;',
      'fs.ts': "export { readFile } from 'node:fs';",
      'fine.ts': 'export const planted = [document.title, Office.HostType.Excel];',
    });
    expect(pane.get('process.ts')?.join()).toMatch(/^Cannot find name 'process'/);
    expect(pane.get('fs.ts')?.join()).toMatch(/^Cannot find (name|module) 'node:fs'/);
    expect(pane.get('fine.ts')).toEqual([]);
  },
);
