import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { installedMiB } from './installed';

// Weighs the finished build as a server sends it (brotli), against what it may weigh, kB of 1000 bytes; and what npm ci installs.
const dist = new URL('../../dist/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, dist), 'utf8');
const weigh = (text: string): number => (text === '' ? 0 : brotliCompressSync(text).length / 1000);
const scriptsOf = (page: string): readonly string[] => [...read(page).matchAll(/<script\b[^>]*\bsrc="?([\w.-]+\.js)"?/g)].flatMap(([, name]) => name ?? []);
const stylesOf = (page: string): string => [...read(page).matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '').join('');
const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0);
const scripts = (names: readonly string[]): number => sum(names.map((name) => weigh(read(name))));

const all = readdirSync(dist).filter((name) => name.endsWith('.js'));
const signInPages = ['auth-start.html', 'auth-end.html', 'redirect.html', 'blank.html'];

const rows: readonly (readonly [what: string, weight: number, budget: number, unit?: string])[] = [
  ['script before the first screen', scripts(scriptsOf('taskpane.html')), 85],
  ['all script', scripts(all), 200],
  ['style', weigh(stylesOf('taskpane.html')), 12],
  ...signInPages.map((page) => [page, weigh(read(page)) + scripts(scriptsOf(page)), 4] as const),
  // The programs for other machines weigh otherwise.
  ...(process.platform === 'linux' && process.arch === 'x64' ? ([['what npm ci installs', installedMiB(), 400, 'MiB']] as const) : []),
];

for (const [what, weight, budget, unit = 'kB'] of rows) {
  const over = weight > budget;
  console.log(`${over ? 'OVER' : '  ok'}  ${weight.toFixed(1).padStart(6)} of ${String(budget).padStart(3)} ${unit.padEnd(3)}  ${what}`);
  if (over) process.exitCode = 1;
}
if (scriptsOf('taskpane.html').length === 0) {
  console.error('The pane has no script: build it first (npm run build).');
  process.exitCode = 1;
}
