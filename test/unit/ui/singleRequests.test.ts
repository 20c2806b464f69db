import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { snippetsFor } from '../../../src/ui/workspace/copy-as/snippets';
import { canRun, languages } from './runScript';

/** How the single request of a language is run without a file. */
const runners: readonly (readonly [string, string, readonly string[]])[] = [
  ['Python', 'python3', ['-c']],
  ['JavaScript (fetch)', process.execPath, ['--input-type=module', '-e']],
  ['curl', 'bash', ['-c']],
];

const able = languages.filter(canRun).map(({ name }) => name);

/** What a program prints, on both of its outputs. */
const outputOf = (program: string, parameters: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const env = { ...process.env, GRAPH_TOKEN: 'a token' };
    execFile(program, parameters, { env }, (_error, output, errors) => resolve(output + errors));
  });

// The 404 of an ended session may have no body, and the 502 of a gateway has a page.
test.each(runners.filter(([name]) => able.includes(name)))(
  'the single request in %s prints the status and the text of an answer that is not JSON',
  async (name, program, parameters) => {
    const answers = [
      [404, ''],
      [502, '<html>Bad gateway</html>'],
    ] as const;
    for (const [status, body] of answers) {
      const server = createServer((_request, response) => response.writeHead(status).end(body));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const graphRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`;
      const text = snippetsFor
        .find((each) => each.name === name)
        ?.request({ graphRoot, driveId: 'b!x', itemId: '1', sessionId: 's', persistChanges: true });
      const output = await outputOf(program, [...parameters, text ?? '']);
      server.close();
      expect(output).toContain(String(status));
      expect(output).toContain(body);
      expect(output).not.toMatch(/Traceback|SyntaxError/);
    }
  },
);
