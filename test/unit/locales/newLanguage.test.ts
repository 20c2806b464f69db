import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { messagesFor } from '../../../src/locales/index';

/** A language that we do not have, made here: English in brackets. Adding it is a file and one line, and nothing else. */
const file = `
import { messages as english, type Messages } from '../en/index';
import { signedIn } from '../en/signedIn';

function bracket<T>(value: T): T {
  if (typeof value === 'string') return \`[\${value}]\` as T;
  if (typeof value === 'function') return ((...given: unknown[]) => bracket(Reflect.apply(value, undefined, given) as unknown)) as T;
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, bracket(inner as unknown)])) as T;
}

export const messages: Messages = { ...bracket({ ...english, signedIn }), language: 'ar', direction: 'rtl' };
`;
const line = "  ar: () => import('./ar/index'),\n";

const src = fileURLToPath(new URL('../../../src/', import.meta.url));
let folder = '';
const inFolder = (path: string): string => join(folder, path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'language-'));
  for (const room of ['locales', 'session']) {
    await cp(join(src, room), inFolder(room), { recursive: true });
  }
  const index = await readFile(inFolder('locales/index.ts'), 'utf8');
  await mkdir(inFolder('locales/ar'));
  await writeFile(inFolder('locales/ar/index.ts'), file);
  await writeFile(
    inFolder('locales/index.ts'),
    index.replace(/^ {2}ja: .*\n/m, (ja) => ja + line),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function complaints(): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    skipLibCheck: true,
  };
  const program = ts.createProgram([inFolder('locales/index.ts')], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test(
  'the compiler accepts a complete third language, and rejects one that lacks a message',
  { timeout: 60_000 },
  async () => {
    expect(complaints()).toEqual([]);
    await writeFile(
      inFolder('locales/ar/index.ts'),
      file.replace("language: 'ar',", "language: 'ar', actions: { signIn: '[Sign in]' },"),
    );
    expect(complaints().join()).toContain('useAnother');
    await writeFile(inFolder('locales/ar/index.ts'), file);
  },
);

test('Excel’s display language selects the new language; the others are unchanged', async () => {
  const strings = (await import(
    /* @vite-ignore */ pathToFileURL(inFolder('locales/index.ts')).href
  )) as { readonly messagesFor: typeof messagesFor };
  const arabic = await strings.messagesFor('ar-SA');
  expect(arabic.actions.signIn).toBe('[Sign in]');
  expect(arabic.signedIn?.activity.showAll('12')).toBe('[Show all 12]');
  expect(arabic.direction).toBe('rtl');
  expect(arabic.signedIn?.ends.expired.title).toBe('[The session has probably timed out]');
  expect((await strings.messagesFor('ja-JP')).actions.signIn).toBe('サインイン');
  expect((await strings.messagesFor('en-GB')).actions.signIn).toBe('Sign in');
});
