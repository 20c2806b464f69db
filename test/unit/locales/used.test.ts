import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const inRoom = (file: string, room: string): boolean => file.includes(`/src/${room}/`);

/** The names that English gives its messages, as "group.name", but for the reasons: the compiler asks for each of those. */
function given(checker: ts.TypeChecker, messages: ts.Type): Map<ts.Symbol, string> {
  const names = new Map<ts.Symbol, string>();
  for (const group of messages.getProperties()) {
    const inner = checker.getTypeOfSymbol(group);
    if (['reasons', 'ends', 'needs', 'verdicts', 'workbooks'].includes(group.name)) continue;
    if (inner.getCallSignatures().length > 0 || inner.flags & ts.TypeFlags.StringLike) {
      names.set(group, group.name);
    } else {
      for (const message of inner.getProperties()) {
        names.set(message, `${group.name}.${message.name}`);
      }
    }
  }
  return names;
}

/** Every message that the pane reads, by its name or, of a whole group, by one that is only known at run time. */
function read(program: ts.Program): Set<ts.Symbol> {
  const checker = program.getTypeChecker();
  const found = new Set<ts.Symbol>();
  const all = (type: ts.Type): void =>
    type.getProperties().forEach((property) => found.add(property));
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) add(checker.getSymbolAtLocation(node.name));
    else if (ts.isElementAccessExpression(node)) all(checker.getTypeAtLocation(node.expression));
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) add(checker.getTypeAtLocation(node.parent).getProperty(name.text));
    }
    ts.forEachChild(node, visit);
  };
  const add = (symbol: ts.Symbol | undefined): void => {
    if (symbol !== undefined) found.add(symbol);
  };
  for (const file of program.getSourceFiles()) if (inRoom(file.fileName, 'ui')) visit(file);
  return found;
}

test('every message is used by the pane', { timeout: 60_000 }, () => {
  const config: unknown = ts.readConfigFile(`${root}src/tsconfig.json`, (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, `${root}src`);
  const program = ts.createProgram(
    fileNames.filter((file) => inRoom(file, 'ui') || inRoom(file, 'locales')),
    { ...options, types: [] },
  );
  const checker = program.getTypeChecker();
  const exported = (file: string, asked: string): ts.Type => {
    const source = program.getSourceFile(`${root}src/locales/en/${file}.ts`);
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === asked);
    if (symbol === undefined) throw new Error(`en/${file} has no ${asked}.`);
    return checker.getTypeOfSymbol(symbol);
  };
  const names = new Map([
    ...given(checker, exported('index', 'messages')),
    ...given(checker, exported('signedIn', 'signedIn')),
  ]);
  expect(names.size).toBeGreaterThan(100);
  const used = new Set([...read(program)].flatMap((each) => [each, ...(each.declarations ?? [])]));
  const unread = [...names].filter(
    ([each]) =>
      !used.has(each) && !(each.declarations ?? []).some((declaration) => used.has(declaration)),
  );
  // What the static shell says, before any script, is read by its template.
  const shell = readFileSync(`${root}src/app/taskpane.html`, 'utf8');
  expect(unread.map(([, name]) => name).filter((name) => !shell.includes(name))).toEqual([]);
});
