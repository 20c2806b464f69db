import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChoices, parseMemory } from '../../../src/browser/vault';
import { firstChoices } from '../../../src/session/snapshot';

const memory = {
  accountId: 'adele',
  workbook: { driveId: 'd', itemId: 'i', name: 'b.xlsx', webUrl: '', address: 'https://contoso.sharepoint.com/b.xlsx' },
  session: { id: 's', persistChanges: 'unknown', origin: 'attached', openedAt: 1, aliveAt: 2 },
  keepAlive: { on: true, until: null },
};

describe('what the vault kept', () => {
  it('is taken back as it was', () => {
    expect(parseMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
    expect(parseMemory({ ...memory, session: null })).toEqual({ ...memory, session: null });
    const linked = { ...memory, workbook: { ...memory.workbook, insteadOf: '' } };
    expect(parseMemory(JSON.parse(JSON.stringify(linked)))).toEqual(linked);
    expect(parseChoices(JSON.parse(JSON.stringify(firstChoices)))).toEqual(firstChoices);
  });

  it('is dropped as a whole when a part of it is missing or of another kind', () => {
    const paths = ['accountId', 'workbook', 'session', 'keepAlive'];
    for (const path of paths) expect(parseMemory({ ...memory, [path]: undefined })).toBeNull();
    for (const part of Object.keys(memory.session)) expect(parseMemory({ ...memory, session: { ...memory.session, [part]: {} } })).toBeNull();
    for (const part of ['driveId', 'itemId', 'name', 'address', 'webUrl']) {
      expect(parseMemory({ ...memory, workbook: { ...memory.workbook, [part]: 7 } })).toBeNull();
    }
    expect(parseMemory({ ...memory, keepAlive: { on: 'yes', until: null } })).toBeNull();
    expect(parseMemory({ ...memory, keepAlive: { on: true, until: 'never' } })).toBeNull();
  });

  it('never makes the pane fail, whatever stands in storage', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseMemory(value)).toBeNull();
        expect(parseChoices(value)).toBeNull();
      }),
    );
  });
});
