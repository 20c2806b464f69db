import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { officeTool, officeToolFailed } from '../../../scripts/excel/officeTool';
import { run } from '../../../scripts/programs';

describe('Office’s tool, whose exit code is 0 also when it fails', () => {
  let home = '';
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'session-keeper-home-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** The real tool, with a home of its own. */
  const tool = async (...args: readonly string[]) => {
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const program = officeTool(...args);
    const ok = await run(
      {
        ...program,
        env: { ...program.env, HOME: home, USERPROFILE: home },
        onOutput: (text) => (printed += text),
      },
      60_000,
    );
    vi.restoreAllMocks();
    return { ok, printed };
  };

  it('has failed when it could not load the add-in', async () => {
    const { ok, printed } = await tool('start', 'manifest.xml', 'web', '--app', 'excel');
    expect(printed).toContain('Unable to start debugging.');
    expect(ok).toBe(false);
  });

  it('has failed when there is no manifest to take out', async () => {
    const { ok, printed } = await tool('stop', 'no-such-manifest.xml');
    expect(printed).toContain('Unable to stop debugging.');
    expect(ok).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')(
    'has failed when it left the add-in registered (skipped elsewhere: there it would succeed)',
    async () => {
      const { ok, printed } = await tool('stop', 'manifest.xml');
      expect(printed).toContain('Unable to unregister the Office Add-in.');
      expect(ok).toBe(false);
    },
  );

  it('has not failed by what it says of other things', () => {
    expect(officeToolFailed('Debugging is being started...\nStarted.\n')).toBe(false);
    expect(officeToolFailed('Debugging is being stopped...\nDebugging has been stopped.\n')).toBe(
      false,
    );
    expect(officeToolFailed('')).toBe(false);
  });

  it('has not failed when another one took the add-in out a moment before', () => {
    const reason = "Error: ENOENT: no such file or directory, unlink '/a/wef/1.manifest.xml'";
    const words = 'Unable to unregister the Office Add-in. ';
    expect(officeToolFailed(words + reason)).toBe(false);
    expect(officeToolFailed(`${words}Error: EPERM: operation not permitted`)).toBe(true);
  });
});
