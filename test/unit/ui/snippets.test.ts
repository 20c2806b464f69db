import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import {
  graphExplorerLink,
  snippetsFor,
  type SessionTarget,
} from '../../../src/ui/workspace/copy-as/snippets';
import { literalsBy } from './grammar';
import { readCSharp, readPowerShell } from './literalCases';

const graphRoot = 'https://graph.microsoft.com/v1.0';
const workbook = `${graphRoot}/drives/b!x'%22%5C/items/01C/workbook`;
const targetOf = (
  sessionId: string,
  persistChanges: SessionTarget['persistChanges'] = true,
): SessionTarget => ({
  graphRoot,
  driveId: `b!x'"\\`,
  itemId: '01C',
  sessionId,
  persistChanges,
});
const kinds = ['script', 'request'] as const;
type Kind = (typeof kinds)[number];
/** The address that stands in a script, and in a bare request. */
const urls: Readonly<Record<Kind, string>> = {
  script: workbook,
  request: `${workbook}/worksheets`,
};
/** What a header can carry, and so what an id can be made of. */
const ids = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 200,
});
const awkward = `a'b"c\\d$e\`f%27&g=h!i{j}k#l;m @(n) ''"" \\' \\" $(x) \${y}`;

function write(
  name: string,
  sessionId: string,
  kind: Kind,
  persistChanges?: SessionTarget['persistChanges'],
): string {
  const snippet = snippetsFor.find((each) => each.name === name);
  if (snippet === undefined) throw new Error(`No snippet for ${name}`);
  return snippet[kind](targetOf(sessionId, persistChanges));
}
const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

/** The string literals of a script, as JavaScript reads them; an error where it is none. */
function stringsOf(text: string): string[] {
  const source = ts.createSourceFile(
    'snippet.mjs',
    text,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.JS,
  );
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    fileName: 'snippet.mjs',
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      allowJs: true,
    },
  });
  if (diagnostics.length > 0) {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0]?.messageText, '\n'));
  }
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
  return execFileSync('bash', ['-c', stub + script], {
    encoding: 'utf8',
    env: { ...process.env, GRAPH_TOKEN: 'a token' },
  })
    .split('\0')
    .slice(0, -1);
}

/** The variables of the script for bash. */
function curlVariables(script: string): string[] {
  const start = script.slice(script.indexOf('workbook='), script.indexOf('\nsend()'));
  return execFileSync('bash', ['-c', `${start}\nprintf '%s\\0' "$workbook" "$session"`], {
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);
}

describe('any id survives', () => {
  const inJavaScript = kinds.flatMap((kind) =>
    ['JavaScript (fetch)', 'JavaScript (Graph SDK)'].map((name) => [kind, name] as const),
  );
  test.each(inJavaScript)('in the %s in %s, as the compiler reads it', (kind, name) => {
    fc.assert(
      fc.property(ids, (id) => {
        const strings = stringsOf(write(name, id, kind));
        expect(strings).toContain(id);
        expect(strings).toContain(urls[kind]);
      }),
      { numRuns: 25 },
    );
  });

  const hard = ["'", "'''", '\\', '"$(touch x)"', '`x`', '!!', awkward];
  test('in bash, as curl is given it', () => {
    const expected = (id: string) => [
      urls.request,
      '--write-out',
      String.raw`%{stderr}\n%{http_code}\n`,
      '--header',
      'Authorization: Bearer a token',
      '--header',
      `workbook-session-id: ${id}`,
    ];
    const given = fc.sample(ids, 20).concat(hard);
    const stubbed = given.map((id) => write('curl', id, 'request')).join('\n');
    expect(curlArguments(stubbed)).toEqual(given.flatMap(expected));
    expect(() => execFileSync('bash', ['-n', '-c', stubbed])).not.toThrow();
  });

  test('in the script for bash', () => {
    for (const id of fc.sample(ids, 10).concat(hard)) {
      expect(curlVariables(write('curl', id, 'script'))).toEqual([workbook, id]);
    }
  });

  test.skipIf(!has('python3')).each(kinds)(
    'in the %s in Python, as its own parser reads it',
    (kind) => {
      const given = fc.sample(ids, 100).concat(awkward);
      const script =
        'import ast, json, sys\nprint(json.dumps([[n.value for n in ast.walk(ast.parse(t)) if isinstance(n, ast.Constant)] for t in json.load(sys.stdin)]))';
      const input = JSON.stringify(given.map((id) => write('Python', id, kind)));
      const read = JSON.parse(
        execFileSync('python3', ['-c', script], { input, encoding: 'utf8' }),
      ) as unknown[][];
      given.forEach((id, index) =>
        expect(read[index]).toEqual(expect.arrayContaining([id, urls[kind]])),
      );
    },
  );

  const grammars = [
    ['PowerShell', 'powershell', readPowerShell, "'"],
    ['C#', 'c-sharp', readCSharp, '"'],
  ] as const;
  const inGrammars = kinds.flatMap((kind) =>
    grammars.map((grammar) => [kind, ...grammar] as const),
  );
  test.each(inGrammars)(
    'in the %s in %s, as its grammar reads it',
    async (kind, name, language, read, quote) => {
      const literals = await literalsBy(language);
      expect(() => literals(write(name, 'x', kind) + quote)).toThrow();
      fc.assert(
        fc.property(ids, fc.constantFrom(true, false, 'unknown' as const), (id, persistChanges) => {
          // Variables stand in PowerShell's strings between double quotes, and in C#'s after a $: an id in neither.
          const plain = literals(write(name, id, kind, persistChanges)).filter((each) =>
            each.startsWith(quote),
          );
          expect(plain.map((each) => read(each, 0))).toEqual(
            expect.arrayContaining([id, urls[kind]]),
          );
        }),
        { numRuns: 25 },
      );
    },
  );
});

test('typographic quotes, which are quotes in PowerShell, are doubled too', () => {
  const text = write('PowerShell', 'a’b‘c', 'request');
  expect(readPowerShell(text.slice(text.indexOf(`= '`) + 2), 0)).toBe('a’b‘c');
});

test('the Graph Explorer link has the request without the session', () => {
  const link = new URL(
    graphExplorerLink({
      ...targetOf('cluster=secret'),
      graphRoot: 'https://graph.microsoft.us/v1.0',
    }),
  );
  expect(Object.fromEntries(link.searchParams)).toEqual({
    request: `drives/b!x'%22%5C/items/01C/workbook/worksheets`,
    method: 'GET',
    version: 'v1.0',
    GraphUrl: 'https://graph.microsoft.us',
  });
  expect(link.href).not.toContain('secret');
});
