import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseKeyBindings } from '../../sandbox/excel/keyBindings';
import { repositoryRoot } from '../manifestElements';

const file: unknown = JSON.parse(
  readFileSync(new URL('assets/shortcuts.json', repositoryRoot), 'utf8'),
);

it('the shortcuts of the pane are read for each kind of Excel, the default one where it has none', () => {
  const keysOf = (kind: 'web' | 'windows' | 'mac') =>
    parseKeyBindings(file, kind).map(({ keys }) => keys);
  expect(keysOf('mac')[0]).toBe('Command+Alt+Shift+S');
  expect(keysOf('web')[0]).toBe('Ctrl+Alt+Shift+S');
  expect(keysOf('windows')).toEqual(keysOf('web'));
});

it('what is no file of shortcuts has none', () => {
  for (const other of [
    undefined,
    null,
    '',
    [],
    {},
    { shortcuts: [null, {}, { action: 'a', key: {} }] },
  ]) {
    expect(parseKeyBindings(other, 'web')).toEqual([]);
  }
});
