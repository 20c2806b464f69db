import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  envLines,
  snippetsFor,
  type SessionTarget,
} from '../../../src/ui/workspace/copy-as/snippets';

const graphRoot = 'https://graph.microsoft.com/v1.0';
const targetOf = (persistChanges: SessionTarget['persistChanges'] = true): SessionTarget => ({
  graphRoot,
  driveId: 'b!x-_',
  itemId: '01C',
  sessionId: 'cluster=x',
  persistChanges,
});
const all = snippetsFor.flatMap((snippet) =>
  [true, false, 'unknown' as const].map((kind) => [snippet.name, kind, snippet] as const),
);

describe('the script', () => {
  test.each(all)(
    'in %s (saves: %s) is 20 to 40 lines, blank ones and lone braces aside',
    (_name, kind, { script }) => {
      const lines = script(targetOf(kind)).split('\n');
      const full = lines.filter((line) => !/^[\s{}]*$/.test(line));
      expect(full.length).toBeGreaterThanOrEqual(20);
      expect(full.length).toBeLessThanOrEqual(40);
    },
  );

  test.each(all)(
    'in %s (saves: %s) opens a new session where that loses nothing, and only there',
    (_name, kind, { script }) => {
      const text = script(targetOf(kind));
      expect(text.includes('persistChanges')).toBe(kind === true);
      expect(text.includes('It was a scratch copy: its changes are gone.')).toBe(kind === false);
      expect(text.includes('If it was a scratch copy, its changes are gone.')).toBe(
        kind === 'unknown',
      );
    },
  );

  test.each(snippetsFor.map((snippet) => [snippet.name, snippet] as const))(
    'in %s has its token from where that language’s users have it',
    (name, { script, request }) => {
      const own =
        name === 'PowerShell'
          ? /Get-MgContext.*Connect-MgGraph -Scopes Files\.ReadWrite/
          : /GRAPH_TOKEN is not set/;
      expect(script(targetOf())).toMatch(own);
      expect(request(targetOf())).toMatch(/GRAPH_TOKEN/);
      expect(script(targetOf()) + request(targetOf())).not.toMatch(
        /Bearer undefined|DefaultRequestHeaders/,
      );
    },
  );

  test.each([
    ['graph.microsoft.com', `Files.ReadWrite'`],
    ['graph.microsoft.us', `Files.ReadWrite -Environment USGov'`],
    ['dod-graph.microsoft.us', `Files.ReadWrite -Environment USGovDoD'`],
  ])('in PowerShell says how to sign in to the cloud of %s', (host, ending) => {
    const shell = snippetsFor.find(({ name }) => name === 'PowerShell');
    expect(shell?.script({ ...targetOf(), graphRoot: `https://${host}/v1.0` })).toContain(
      `Connect-MgGraph -Scopes ${ending}`,
    );
  });

  test('gives the SDK the host of a Graph that is not Microsoft’s own, and no other', () => {
    const sdk = (root: string) =>
      snippetsFor
        .find(({ name }) => name === 'JavaScript (Graph SDK)')
        ?.script({ ...targetOf(), graphRoot: root });
    expect(sdk('https://localhost:8445/v1.0')).toContain('customHosts: new Set(["localhost"])');
    for (const host of ['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us']) {
      expect(sdk(`https://${host}/v1.0`)).not.toContain('customHosts');
    }
  });
});

test('a .env file has the session as lines that Node’s own reader reads', () => {
  // An id is printable ASCII without spaces and quotes.
  const unit = fc.constantFrom(...Array.from('aZ09%=&.-_!$:/'));
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), (id) => {
      const sessionId = `cluster=${id}`;
      const read = parseEnv(envLines({ ...targetOf(), sessionId }));
      const ids = { DRIVE_ID: 'b!x-_', ITEM_ID: '01C', SESSION_ID: sessionId };
      expect(read).toEqual({ ...ids, GRAPH_ROOT: graphRoot });
    }),
  );
});

test('a .env file that a shell sources has the whole session ID', () => {
  const sessionId = 'cluster=CH3&session=15.A%2bB$x~y&usid=c249c899-0000-4000-8000-000000000000';
  const lines = envLines({ ...targetOf(), sessionId });
  const read = `set -a\n${lines}set +a\nprintf %s "$SESSION_ID|$DRIVE_ID|$ITEM_ID|$GRAPH_ROOT"`;
  const output = execFileSync('sh', ['-c', read], { encoding: 'utf8' });
  expect(output).toBe([sessionId, 'b!x-_', '01C', graphRoot].join('|'));
});
