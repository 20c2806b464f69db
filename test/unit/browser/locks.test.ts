import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import { createLocks } from '../../../src/browser/locks';
import { settled, VirtualTime } from '../../simulation/time';
import { createBrowser } from './browserLocks';

const key = { accountId: 'adele', driveId: 'd', itemId: 'i' };
const denied = {
  request: () => Promise.reject(new DOMException('', 'SecurityError')),
  query: () => Promise.reject(new DOMException('', 'SecurityError')),
} as unknown as LockManager;

/** The locks of a pane in which no time passes. */
const locksOf = (manager?: LockManager | null) =>
  createLocks(createClock(new VirtualTime().source), () => 0, manager);
const asked = new AbortController().signal;

/** A pane that wants the lock of the record, and notes when it has it. */
function wanting(manager: LockManager | null, wanted = key) {
  const locks = locksOf(manager);
  const pane = { locks, held: 0, release: (): void => undefined };
  pane.release = locks.hold(wanted, () => (pane.held += 1));
  return pane;
}

describe('the lock of a record', () => {
  it('is held by one pane, and by the next once that one is gone', async () => {
    const pane = createBrowser();
    const [first, second] = [wanting(pane()), wanting(pane())];
    await settled();
    expect([first.held, second.held]).toEqual([1, 0]);
    first.release();
    await settled();
    expect([first.held, second.held]).toEqual([1, 1]);
  });

  it('is another one for another workbook or account', async () => {
    const pane = createBrowser();
    const panes = [
      wanting(pane()),
      wanting(pane(), { ...key, itemId: 'j' }),
      wanting(pane(), { ...key, accountId: 'alex' }),
    ];
    await settled();
    expect(panes.map(({ held }) => held)).toEqual([1, 1, 1]);
  });

  it('is another one for ids that are the same when joined', async () => {
    const pane = createBrowser();
    const panes = [
      wanting(pane(), { ...key, driveId: 'dr', itemId: 'ive' }),
      wanting(pane(), { ...key, driveId: 'driv', itemId: 'e' }),
    ];
    await settled();
    expect(panes.map(({ held }) => held)).toEqual([1, 1]);
  });

  it('that is let go of before it was free is never held', async () => {
    const pane = createBrowser();
    const [first, second, third] = [wanting(pane()), wanting(pane()), wanting(pane())];
    await settled();
    second.release();
    first.release();
    await settled();
    expect([second.held, third.held]).toEqual([0, 1]);
  });

  it('is not waited for any more once it is let go of', async () => {
    const pane = createBrowser();
    const [reader, first, second] = [locksOf(pane()), wanting(pane()), wanting(pane())];
    await settled();
    second.release();
    await settled();
    expect([first.held, await reader.holders(key)]).toEqual([1, 1]);
  });

  it('is not held before the call that asks for it has returned', () => {
    const pane = wanting(null);
    expect(pane.held).toBe(0);
  });

  it('counts the other panes that hold it or wait for it, not this one', async () => {
    const pane = createBrowser();
    const reader = locksOf(pane());
    expect(await reader.holders(key)).toBe(0);
    const [first] = [wanting(pane()), wanting(pane())];
    await settled();
    expect(
      await Promise.all([
        reader.holders(key),
        first.locks.holders(key),
        reader.holders({ ...key, itemId: 'j' }),
      ]),
    ).toEqual([2, 1, 0]);
  });
});

describe('a pane that knows none of its own locks', () => {
  it('counts each holder, also while the browser has granted it nothing', async () => {
    const pane = createBrowser();
    const slow = Object.assign(pane(), { request: () => new Promise<never>(() => undefined) });
    wanting(pane());
    await settled();
    expect(await locksOf(slow).holders(key)).toBe(1);
  });
});

describe('the browser’s own locks', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are those that are used', async () => {
    const pane = createBrowser();
    const panes = [1, 2].map(() => {
      vi.stubGlobal('navigator', { locks: pane() });
      const locks = locksOf();
      const one = { held: 0 };
      locks.hold(key, () => (one.held += 1));
      return one;
    });
    await settled();
    expect(panes.map(({ held }) => held)).toEqual([1, 0]);
  });

  it('are done without where it has none', async () => {
    vi.stubGlobal('navigator', {});
    const locks = locksOf();
    const held = vi.fn();
    locks.hold(key, held);
    await settled();
    expect([held.mock.calls.length, await locks.holders(key)]).toEqual([1, 0]);
  });
});

describe('requests to a workbook', () => {
  const turn = (log: string[], name: string) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await settled();
    log.push(`${name} ends`);
  };

  it('go one after the other, in one pane and across panes', async () => {
    const pane = createBrowser();
    const [one, other] = [locksOf(pane()), locksOf(pane())];
    const log: string[] = [];
    await Promise.all([
      one.inTurn(key, turn(log, 'a'), asked),
      one.inTurn(key, turn(log, 'b'), asked),
      other.inTurn({ ...key }, turn(log, 'c'), asked),
    ]);
    expect(
      log.map((line, index) =>
        index % 2 === 0
          ? line.replace(' begins', '') === log[index + 1]?.replace(' ends', '')
          : true,
      ),
    ).not.toContain(false);
    expect(log).toHaveLength(6);
    expect(log.indexOf('a ends')).toBeLessThan(log.indexOf('b begins'));
  });

  it('go on after one that fails, whose fault is handed on', async () => {
    const locks = locksOf(createBrowser()());
    const fails = vi.fn(() => Promise.reject(new Error('a fault')));
    await expect(locks.inTurn(key, fails, asked)).rejects.toThrow('a fault');
    // A request that may have reached the service is not sent again behind the caller's back.
    expect(fails).toHaveBeenCalledTimes(1);
    expect(await locks.inTurn(key, () => Promise.resolve('on'), asked)).toBe('on');
  });

  it('to another workbook do not wait', async () => {
    const locks = locksOf(createBrowser()());
    void locks.inTurn(key, () => new Promise(() => undefined), asked);
    expect(await locks.inTurn({ ...key, itemId: 'j' }, () => Promise.resolve('on'), asked)).toBe(
      'on',
    );
  });
});

describe.each([
  ['there are no locks', null],
  ['locks are denied', denied],
])('where %s', (_name, manager) => {
  it('a lock that is let go of at once is never held', async () => {
    const pane = wanting(manager);
    pane.release();
    await settled();
    expect(pane.held).toBe(0);
  });

  it('each pane counts as the only one, and its requests stay in order', async () => {
    const pane = wanting(manager);
    await settled();
    expect([pane.held, await pane.locks.holders(key)]).toEqual([1, 0]);
    const log: number[] = [];
    await Promise.all(
      [1, 2].map((number) =>
        pane.locks.inTurn(
          key,
          async () => {
            await settled();
            log.push(number);
          },
          asked,
        ),
      ),
    );
    expect(log).toEqual([1, 2]);
  });
});
