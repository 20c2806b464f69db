import { afterEach, describe, expect, it, vi } from 'vitest';
import { unregisterWorkers } from '../../../src/browser/serviceWorkers';
import { settled } from '../../simulation/time';

afterEach(() => vi.unstubAllGlobals());

describe('the service worker of an older build', () => {
  it('is unregistered, and so is each other one', async () => {
    const workers = [{ unregister: vi.fn() }, { unregister: vi.fn() }];
    vi.stubGlobal('navigator', {
      serviceWorker: { getRegistrations: () => Promise.resolve(workers) },
    });
    unregisterWorkers();
    await settled();
    expect(workers.map(({ unregister }) => unregister.mock.calls.length)).toEqual([1, 1]);
  });

  it.each([
    ['there are no service workers', {}],
    [
      'they are denied',
      {
        serviceWorker: {
          getRegistrations: () => Promise.reject(new DOMException('', 'SecurityError')),
        },
      },
    ],
  ])('makes nothing fail where %s', async (_name, navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(unregisterWorkers).not.toThrow();
    await settled();
  });
});
