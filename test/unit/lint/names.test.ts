import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every module but a folder's `index` and `main`, and the languages, whose files are alike. */
const files = ['src', 'scripts', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, file),
    ),
  )
  .filter((file) => /(?<!\.d)\.tsx?$/u.test(file))
  .filter((file) => !/locales\/|\/(?:index|main)\.ts$/u.test(file));

/** The values that more than one file has, with those files. */
function shared(valuesOf: (file: string) => readonly string[]): Record<string, string[]> {
  const filesOf = new Map<string, string[]>();
  for (const file of files) {
    for (const value of valuesOf(file)) filesOf.set(value, [...(filesOf.get(value) ?? []), file]);
  }
  return Object.fromEntries([...filesOf].filter(([, found]) => found.length > 1));
}

function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(source));
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}

it('an exported name stands for one thing', () => {
  expect(exportedNames('test/support/durations.ts')).toEqual(['minuteMs']);
  expect(shared(exportedNames)).toEqual({});
});

it('a file’s name stands for one thing', () => {
  expect(shared((file) => [basename(file)])).toEqual({});
});
