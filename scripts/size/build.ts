import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/** A size and its limit. */
export interface Weight {
  readonly what: string;
  readonly weight: number;
  readonly limit: number;
  /** kB: 1000 bytes. MiB: 1024 × 1024 bytes. */
  readonly unit: 'kB' | 'MiB';
}

const signInPages = ['auth-start.html', 'auth-end.html', 'redirect.html', 'blank.html'];

/**
 * Measures a build in its compressed form (brotli).
 *
 * @param dist URL of the build folder, with a slash at its end
 * @returns undefined when the pane has not been built
 */
export function weighBuild(dist: URL): readonly Weight[] | undefined {
  const read = (name: string): string => readFileSync(new URL(name, dist), 'utf8');
  const scripts = (names: readonly string[]): number => sum(names.map((name) => weigh(read(name))));
  const files = existsSync(dist) ? readdirSync(dist) : [];
  if (!files.includes('taskpane.html')) return undefined;
  const pane = read('taskpane.html');
  const first = scriptsOf(pane);
  if (first.length === 0) return undefined;
  const row = (what: string, weight: number, limit: number): Weight => ({
    what,
    weight,
    limit,
    unit: 'kB',
  });
  return [
    row('script before the first screen', scripts(first), 89),
    row('all script', scripts(files.filter((name) => name.endsWith('.js'))), 294),
    row('style', weigh(stylesOf(pane)), 12),
    ...signInPages.map((name) => row(name, weigh(read(name)) + scripts(scriptsOf(read(name))), 4)),
  ];
}

const weigh = (text: string): number => (text === '' ? 0 : brotliCompressSync(text).length / 1000);
const sum = (weights: readonly number[]): number =>
  weights.reduce((total, weight) => total + weight, 0);
const scriptsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<script\b[^>]*\bsrc="?([\w.-]+\.js)"?/g)].flatMap(([, name]) => name ?? []);
const stylesOf = (html: string): string =>
  [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '').join('');
