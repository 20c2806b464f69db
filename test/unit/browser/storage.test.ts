import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onStored, readStored, storageAllowed, writeStored } from '../../../src/browser/storage';
import { createStorage, denyStorage } from './fakeStorage';

beforeEach(() => {
  vi.stubGlobal('localStorage', createStorage());
  vi.stubGlobal('sessionStorage', createStorage());
});
afterEach(() => vi.unstubAllGlobals());

describe('storage', () => {
  it('is allowed where a page may read it, also with nothing in it, and where it is denied it is not', () => {
    expect(storageAllowed()).toBe(true);
    sessionStorage.setItem('of another page', '1');
    expect(storageAllowed()).toBe(true);
    denyStorage();
    expect(storageAllowed()).toBe(false);
  });
});

describe('a stored value', () => {
  it('is read back as JSON, and is null once it is removed', () => {
    expect(readStored('device', 'a')).toBeNull();
    expect(writeStored('device', 'a', { of: [1] })).toBeNull();
    expect([readStored('device', 'a'), readStored('tab', 'a')]).toEqual([{ of: [1] }, null]);
    expect(writeStored('device', 'a', null)).toBeNull();
    expect([readStored('device', 'a'), localStorage.length]).toEqual([null, 0]);
  });

  it('is null where it is not JSON', () => {
    localStorage.setItem('a', '{');
    expect(readStored('device', 'a')).toBeNull();
  });

  it('is not stored where storage is denied or full, and the writer learns it', () => {
    denyStorage();
    expect([writeStored('device', 'a', 1), readStored('device', 'a')]).toEqual([
      'SecurityError',
      null,
    ]);
    vi.stubGlobal(
      'localStorage',
      createStorage(() => true),
    );
    expect([writeStored('device', 'a', 1), readStored('device', 'a')]).toEqual([
      'QuotaExceededError',
      null,
    ]);
  });
});

describe('a value that another page stores', () => {
  it('is told with its key; a removed one and one that is not JSON are null', () => {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    const seen: unknown[] = [];
    onStored((key, value) => seen.push([key, value]));
    for (const [key, newValue] of [
      ['a', '5'],
      ['a', null],
      ['a', '{'],
      [null, null],
    ] as const) {
      target.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
    }
    expect(seen).toEqual([
      ['a', 5],
      ['a', null],
      ['a', null],
    ]);
  });
});
