import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { embeddedJson } from '../build/filling';
import type { Templates } from '../setup/deployment';

const source = (name: string): string =>
  fileURLToPath(new URL(`../setup/${name}`, import.meta.url));

/**
 * The page `setup.html` of an archive: one file, which runs from a disk, without a network.
 *
 * @param templates the parts of the build that it fills in
 */
export async function setupPage(templates: Templates, version: string): Promise<string> {
  const style = readFileSync(source('page.css'), 'utf8');
  const script = await bundle(source('setupForm.ts'));
  // The parser of HTML would end the script there, or read on past its end.
  if (/<\/script|<!--/i.test(script)) throw new Error('The script cannot stand in a page.');
  return fill(readFileSync(source('page.html'), 'utf8'), {
    policy: policyFor(script, style),
    style,
    script,
    templates: embeddedJson(templates),
    version,
  });
}

/** Replaces each `{{name}}` of a text. @throws Error for a name without a value */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_mark, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`There is no value for ${name}.`);
    return value;
  });
}

/** Splits a built `taskpane.html` around its configuration. @throws Error if it has not one */
export function aroundConfiguration(page: string): Templates['taskpane'] {
  const [before, after, ...more] = page.split(
    /(?<=<script id="?configuration"? type="?application\/json"?>)[^<]*(?=<\/script>)/,
  );
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error('taskpane.html must have one configuration.');
  }
  return [before, after];
}

/** Only this script and this style, and no request at all. */
function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The module and what it imports as one script. */
async function bundle(entry: string): Promise<string> {
  // Loaded when it is needed: the command's help needs no bundler.
  const { build } = await import('vite');
  const results = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'setup' } },
  });
  const [result] = Array.isArray(results) ? results : [results];
  const output = 'output' in result ? result.output : undefined;
  if (output?.length !== 1) throw new Error('One script is expected.');
  return output[0].code;
}
