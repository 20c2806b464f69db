import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { moduleNames } from '../../../scripts/lint/modules.js';
import { smallest } from '../../docs/smallest';
import { repositoryRoot } from '../manifestElements';

const read = (path: string): string => readFileSync(new URL(path, repositoryRoot), 'utf8');
const documents = readdirSync(new URL('docs/', repositoryRoot), {
  recursive: true,
  encoding: 'utf8',
});
const pages = [
  ...readdirSync(repositoryRoot),
  ...documents.map((name) => `docs/${name.replaceAll('\\', '/')}`),
].filter((name) => name.endsWith('.md'));
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const [ci, everything, commands] = [
  '.ci/run',
  'test/main.ts',
  'test/unit/scripts/commands.test.ts',
].map(read) as [string, string, string];

/** What a script does, step by step. */
function partsOf(name: string): readonly string[] {
  return (scripts[name] ?? name)
    .split(' && ')
    .flatMap((part) =>
      part.startsWith('npm run ') ? partsOf(part.slice('npm run '.length)) : [part],
    );
}

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names commands that are there, and run by .ci/run, npm test, a test of the commands or npm run test:docs', () => {
    for (const [, name = ''] of text.matchAll(/\bnpm (?:run )?([\w:-]+)/g)) {
      if (name !== 'ci') expect(Object.keys(scripts)).toContain(name);
      const inNpmTest =
        new RegExp(`npm run ${name}(?![\\w:-])`).test(everything) ||
        partsOf(name).every((part) => everything.includes(part.replace(/ --fix$/, '')));
      const runs = ci.includes(`npm ${name}`) || inNpmTest || commands.includes(`npm('${name}'`);
      // npm start serves with the same command as dev-server, and npm run test:docs runs that; format would change files.
      expect(
        runs || name in smallest || ['test:docs', 'dev-server', 'format'].includes(name),
        `Nothing runs ${name}.`,
      ).toBe(true);
    }
  });

  it('sets only variables that are set when the command is run', () => {
    for (const [, variables = '', name = ''] of text.matchAll(
      /\b((?:[A-Z_]+=\S+ )+)npm (?:run )?([\w:-]+)/g,
    )) {
      if (commands.includes(`npm('${name}'`)) continue;
      for (const [, variable = ''] of variables.matchAll(/([A-Z_]+)=/g)) {
        expect(Object.keys(smallest[name]?.env ?? {})).toContain(variable);
      }
    }
  });

  it('links to files that are there', () => {
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(new URL(link, new URL(page, repositoryRoot))), link).toBe(true);
    }
  });

  it('names files of the repository that are there', () => {
    for (const [, path = ''] of text.matchAll(/`((?:src|test|docs|scripts)\/[\w./-]+)`/g)) {
      expect(existsSync(new URL(path, repositoryRoot)), path).toBe(true);
    }
  });
});

describe('the documents', () => {
  it('are those that users look for', () => {
    for (const page of [
      'README.md',
      'SECURITY.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'docs/administrators.md',
      'docs/architecture.md',
      'docs/decisions/README.md',
      'docs/decisions/packages.md',
      'docs/principles.md',
      'docs/live-checklist.md',
      'docs/users.md',
      'docs/users.ja.md',
    ]) {
      expect(pages).toContain(page);
    }
  });

  it('list every decision in the index, and every module in both tables of the architecture', () => {
    const index = read('docs/decisions/README.md');
    for (const page of pages.filter((name) => /^docs\/decisions\/(?!README)/.test(name))) {
      expect(index).toContain(`](${page.slice('docs/decisions/'.length)})`);
    }
    const [, folders = '', rules = ''] = read('docs/architecture.md').split(
      /^## (?:Folders|Import rules)$/m,
    );
    for (const name of moduleNames) {
      expect(folders).toContain(`| \`src/${name}`);
      expect(rules).toContain(`| \`${name}\` |`);
    }
  });

  it('name in SECURITY.md tests that are there', () => {
    const tests = ['test/unit/', 'test/browser/']
      .flatMap((folder) =>
        readdirSync(new URL(folder, repositoryRoot), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.test\.tsx?$/.test(name))
          .map((name) => read(folder + name)),
      )
      .join('\n');
    const named = [...read('SECURITY.md').matchAll(/`([^`\n]{12,})`/g)]
      .map(([, name = '']) => name)
      .filter((name) => / .* /.test(name));
    expect(named.length).toBeGreaterThanOrEqual(14);
    for (const name of named) expect(tests.includes(name), name).toBe(true);
  });

  it('tell the version of the package in CHANGELOG.md', () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
  });
});
