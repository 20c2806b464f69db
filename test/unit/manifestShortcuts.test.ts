import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rulesFor } from '../../scripts/build/headers';
import { readSettings } from '../../scripts/build/settings';
import { createCommands } from '../../src/app/ribbonCommands';
import { createClock } from '../../src/browser/clock';
import { commands, registerCommands } from '../../src/office/ribbon';
import { openDay } from '../simulation/day';
import { attribute, childrenOf, manifest, only, repositoryRoot } from './manifestElements';

interface Action {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}
interface Shortcut {
  readonly action: string;
  readonly key: Readonly<Record<string, string>>;
}

const address = attribute(only('ExtendedOverrides'), 'Url');
const file = new URL(address).pathname.slice(1);
const { actions, shortcuts } = JSON.parse(readFileSync(new URL(file, repositoryRoot), 'utf8')) as {
  readonly actions: readonly Action[];
  readonly shortcuts: readonly Shortcut[];
};
const keys = shortcuts.flatMap(({ key }) => Object.values(key));

afterEach(() => vi.unstubAllGlobals());

describe('the manifest', () => {
  it('names the shortcuts right after VersionOverrides, on the origin that the build replaces', () => {
    expect(
      childrenOf(manifest)
        .map(({ localName }) => localName)
        .slice(-2),
    ).toEqual(['VersionOverrides', 'ExtendedOverrides']);
    expect(new URL(address).origin).toBe('https://localhost:3000');
  });
});

describe('the keyboard shortcuts', () => {
  it('run the actions that the pane associates, each of them once', () => {
    const associated: string[] = [];
    vi.stubGlobal('Office', { actions: { associate: (id: string) => associated.push(id) } });
    registerCommands(() => Promise.resolve());
    expect(actions.map(({ id }) => id).sort()).toEqual([...associated].sort());
    expect(shortcuts.map(({ action }) => action).sort()).toEqual([...associated].sort());
    expect([...commands].sort()).toEqual([...associated].sort());
    expect(new Set(actions.map(({ type }) => type))).toEqual(new Set(['ExecuteFunction']));
  });

  it('are told in both languages where Excel asks about a conflict', () => {
    for (const { name } of actions) expect(name).toMatch(/^[\x20-\x7e]+ · [\u3040-\u9fff]+$/);
  });

  it('have a default, and are of the pattern that Microsoft recommends', () => {
    for (const { key } of shortcuts) {
      expect(Object.keys(key)).toEqual(['default', 'mac']);
      expect(key['default']).toMatch(/^Ctrl\+Alt\+Shift\+[A-Z]$/);
      // Control and Option are the modifiers of VoiceOver on a Mac.
      expect(key['mac']).toMatch(/^Command\+Alt\+Shift\+[A-Z]$/);
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leave alone those of Python in Excel, GNOME’s recording and logging out of a Mac', () => {
    // Source: "Python in Excel keyboard shortcuts", GNOME's and Apple's lists of shortcuts.
    for (const key of keys) expect(key).not.toMatch(/\+[CMPQRV]$/);
  });

  it.each(['README.md', 'docs/users.md', 'docs/users.ja.md', 'assets/support.html'])(
    'stand in %s',
    (page) => {
      const text = readFileSync(new URL(page, repositoryRoot), 'utf8').replace(/<\/?kbd>/g, '');
      for (const { key } of shortcuts) expect(text).toContain(key['default']);
    },
  );

  it('may be read by Excel on the web, and are asked for again after a new build', () => {
    const { files } = rulesFor([file], readSettings('', {}));
    expect(files[`/${file}`]).toEqual({
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
    });
  });
});

describe('a shortcut', () => {
  it('brings no event to complete, unlike a button', async () => {
    const registered = new Map<string, (event: unknown) => void>();
    vi.stubGlobal('Office', {
      actions: { associate: (id: string, run: () => void) => registered.set(id, run) },
    });
    const handled: string[] = [];
    let completed = 0;
    registerCommands((command) => {
      handled.push(command);
      return Promise.resolve();
    });
    const fault = vi.fn();
    process.once('unhandledRejection', fault);
    registered.get('refreshSession')?.(null);
    registered.get('refreshSession')?.(undefined);
    registered.get('refreshSession')?.({ completed: () => (completed += 1) });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', fault);
    expect(handled).toHaveLength(3);
    expect([completed, fault.mock.calls.length]).toEqual([1, 0]);
  });

  it('shows the pane at once, and does nothing else', async () => {
    const { store, service, time } = await openDay({ keepAlive: false }, 1);
    let shown = 0;
    const before = store.getState();
    await createCommands(store, createClock(time.source), () => (shown += 1))('showPane');
    expect([shown, service.refreshes]).toEqual([1, 0]);
    expect(store.getState()).toBe(before);
  });
});
