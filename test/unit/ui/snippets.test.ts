import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { graphExplorerLink, snippets, type Target } from '../../../src/ui/snippets';
import { literalsBy } from './grammar';
import { readCSharp, readPowerShell } from './literals';

const graphRoot = 'https://graph.microsoft.com/v1.0';
const url = `${graphRoot}/drives/b!x'%22%5C/items/01C/workbook/worksheets`;
const targetOf = (sessionId: string): Target => ({ graphRoot, driveId: `b!x'"\\`, itemId: '01C', sessionId });
/** What a header can carry, and so what an id can be made of. */
const ids = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 200 });
const awkward = `a'b"c\\d$e\`f%27&g=h!i{j}k#l;m @(n) ''"" \\' \\" $(x) \${y}`;

function write(name: string, sessionId: string): string {
  const snippet = snippets.find((each) => each.name === name);
  if (snippet === undefined) throw new Error(`No snippet for ${name}`);
  return snippet.write(targetOf(sessionId));
}
const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

/** The string literals of a script, as JavaScript reads them; an error where it is none. */
function stringsOf(text: string): string[] {
  const source = ts.createSourceFile('snippet.mjs', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: 'snippet.mjs', compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, allowJs: true } });
  if (diagnostics.length > 0) throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0]?.messageText, '\n'));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Runs a script in bash, with a curl that prints what it was given. */
function curlArguments(script: string): string[] {
  const stub = `curl() { printf '%s\\0' "$@"; }\n`;
  return execFileSync('bash', ['-c', stub + script], { encoding: 'utf8', env: { ...process.env, GRAPH_TOKEN: 'a token' } }).split('\0').slice(0, -1);
}

describe('any id survives', () => {
  test.each(['JavaScript (fetch)', 'JavaScript (Graph SDK)'])('in %s, as the compiler reads it', (name) => {
    fc.assert(fc.property(ids, (id) => {
      const strings = stringsOf(write(name, id));
      expect(strings).toContain(id);
      expect(strings).toContain(url);
    }));
  });

  test('in bash, as curl is given it', () => {
    const expected = (id: string) => [url, '--header', 'Authorization: Bearer a token', '--header', `workbook-session-id: ${id}`];
    const given = fc.sample(ids, 20).concat(awkward, "'", "'''", '\\', '"$(touch x)"', '`x`', '!!');
    const stubbed = given.map((id) => write('curl', id)).join('\n');
    expect(curlArguments(stubbed)).toEqual(given.flatMap(expected));
    expect(() => execFileSync('bash', ['-n', '-c', stubbed])).not.toThrow();
  });

  test.skipIf(!has('python3'))('in Python, as its own parser reads it', () => {
    const given = fc.sample(ids, 100).concat(awkward);
    const script = 'import ast, json, sys\nprint(json.dumps([[n.value for n in ast.walk(ast.parse(t)) if isinstance(n, ast.Constant)] for t in json.load(sys.stdin)]))';
    const input = JSON.stringify(given.map((id) => write('Python', id)));
    const read = JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' })) as unknown[][];
    given.forEach((id, index) => expect(read[index]).toEqual(expect.arrayContaining([id, url])));
  });

  test.each([['PowerShell', 'powershell', readPowerShell], ['C#', 'c-sharp', readCSharp]] as const)('in %s, as its grammar reads it', async (name, language, read) => {
    const literals = await literalsBy(language);
    expect(() => literals(write(name, 'x').replace(/["']/, ''))).toThrow();
    fc.assert(fc.property(ids, (id) => {
      // PowerShell's own literal of the token is the one between double quotes, in which variables stand.
      const plain = literals(write(name, id)).filter((each) => !each.startsWith('"Bearer $'));
      expect(plain.map((each) => read(each, 0))).toEqual(expect.arrayContaining([id, url]));
    }));
  });
});

test('the token is never in a snippet, but the place where it is read from', () => {
  for (const { name, write: make } of snippets) expect(make(targetOf('x')), name).toMatch(/GRAPH_TOKEN/);
});

test('the typographic quotes that PowerShell takes for quotes are doubled as well', () => {
  expect(readPowerShell(write('PowerShell', 'a’b‘c').slice(write('PowerShell', 'a’b‘c').indexOf(`= '`) + 2), 0)).toBe('a’b‘c');
});

test('Graph Explorer is given the request, and not the session', () => {
  const link = new URL(graphExplorerLink({ ...targetOf('cluster=secret'), graphRoot: 'https://graph.microsoft.us/v1.0' }));
  expect(Object.fromEntries(link.searchParams)).toEqual({
    request: `drives/b!x'%22%5C/items/01C/workbook/worksheets`, method: 'GET', version: 'v1.0', GraphUrl: 'https://graph.microsoft.us',
  });
  expect(link.href).not.toContain('secret');
});
