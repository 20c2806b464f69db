import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caVariables, scriptLines } from '../../sandbox/excel/scriptLines';
import { literalsBy } from '../ui/grammar';
import { readPowerShell } from '../ui/literalCases';

const paths = fc.string({
  unit: fc.constantFrom(...Array.from('aB/ \\\'"$`!&();é')),
  minLength: 1,
  maxLength: 40,
});

it('the lines for bash set the exact token and each variable of the certificate', () => {
  for (const caFile of [...fc.sample(paths, 10), "/home/o'neil/ca.crt"]) {
    const lines = scriptLines({ token: 'ey.J', caFile }, 'posix');
    const names = ['GRAPH_TOKEN', ...caVariables];
    const script = `${lines}${names.map((name) => `printf '%s\\0' "$${name}"`).join('\n')}`;
    const read = execFileSync('bash', ['-c', script], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1);
    expect(read).toEqual(['ey.J', ...caVariables.map(() => caFile)]);
  }
});

it('the lines for PowerShell use its own syntax, with each path in one literal', async () => {
  const literals = await literalsBy('powershell');
  fc.assert(
    fc.property(paths, (caFile) => {
      const found = literals(scriptLines({ token: 'ey.J', caFile }, 'powershell'));
      expect(found.map((each) => readPowerShell(each, 0))).toEqual([
        'ey.J',
        ...caVariables.map(() => caFile),
      ]);
    }),
  );
});

it('the lines omit a certificate without a file', () => {
  expect(scriptLines({ token: 'ey.J', caFile: undefined }, 'posix')).toBe(
    "export GRAPH_TOKEN='ey.J'\n",
  );
});
