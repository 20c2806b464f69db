import { describe, expect, it } from 'vitest';
import { createLocks } from '../../../src/browser/locks';
import { settled } from '../../simulation/time';

interface Request {
  readonly name: string;
  readonly clientId: string;
  readonly run: () => unknown;
}

/** The locks of a browser, which all of its panes share: one holder for each name, the others in order. */
function createBrowser() {
  const held = new Map<string, Request>();
  const pending: Request[] = [];
  const grant = (): void => {
    for (const request of [...pending]) {
      if (held.has(request.name)) continue;
      pending.splice(pending.indexOf(request), 1);
      held.set(request.name, request);
      request.run();
    }
  };
  let panes = 0;
  const manager = (clientId: string) => ({
    request(
      name: string,
      ...rest: readonly [LockOptions, () => unknown] | readonly [() => unknown]
    ) {
      const [options, callback] = rest.length === 1 ? [{} as LockOptions, rest[0]] : rest;
      const { signal } = options;
      return new Promise((resolve, reject) => {
        const end = (): void => {
          if (held.get(name) === request) held.delete(name);
          grant();
        };
        const request: Request = {
          name,
          clientId,
          run: () => void Promise.resolve().then(callback).then(resolve, reject).finally(end),
        };
        pending.push(request);
        signal?.addEventListener('abort', () => {
          if (!pending.includes(request)) return;
          pending.splice(pending.indexOf(request), 1);
          reject(new DOMException('', 'AbortError'));
        });
        grant();
      });
    },
    query: () => Promise.resolve({ held: [...held.values()], pending: [...pending] }),
  });
  /** The manager that a pane of this browser sees: only what is used of it is here. */
  return () => manager(`pane-${(panes += 1)}`) as unknown as LockManager;
}

const key = { accountId: 'adele', driveId: 'd', itemId: 'i' };
const denied = {
  request: () => Promise.reject(new DOMException('', 'SecurityError')),
  query: () => Promise.reject(new DOMException('', 'SecurityError')),
} as unknown as LockManager;

/** A pane that wants the lock of the record, and notes when it has it. */
function wanting(manager: LockManager | null, wanted = key) {
  const locks = createLocks(manager);
  const pane = { locks, held: 0, release: (): void => undefined };
  pane.release = locks.hold(wanted, () => (pane.held += 1));
  return pane;
}

describe('the lock of a record', () => {
  it('is held by one pane, and by the next after the first one ends', async () => {
    const pane = createBrowser();
    const [first, second] = [wanting(pane()), wanting(pane())];
    await settled();
    expect([first.held, second.held]).toEqual([1, 0]);
    first.release();
    await settled();
    expect([first.held, second.held]).toEqual([1, 1]);
  });

  it('is separate for each workbook and account', async () => {
    const pane = createBrowser();
    const panes = [
      wanting(pane()),
      wanting(pane(), { ...key, itemId: 'j' }),
      wanting(pane(), { ...key, accountId: 'alex' }),
    ];
    await settled();
    expect(panes.map(({ held }) => held)).toEqual([1, 1, 1]);
  });

  it('is never held when it was released before it was free', async () => {
    const pane = createBrowser();
    const [first, second, third] = [wanting(pane()), wanting(pane()), wanting(pane())];
    await settled();
    second.release();
    first.release();
    await settled();
    expect([second.held, third.held]).toEqual([0, 1]);
  });

  it('is not held before the requesting call has returned', () => {
    const pane = wanting(null);
    expect(pane.held).toBe(0);
  });

  it('counts the other panes that hold or await it', async () => {
    const pane = createBrowser();
    const reader = createLocks(pane());
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

describe('requests to a workbook', () => {
  const turn = (log: string[], name: string) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await settled();
    log.push(`${name} ends`);
  };

  it('run one after the other, within a pane and across panes', async () => {
    const pane = createBrowser();
    const [one, other] = [createLocks(pane()), createLocks(pane())];
    const log: string[] = [];
    await Promise.all([
      one.inTurn(key, turn(log, 'a')),
      one.inTurn(key, turn(log, 'b')),
      other.inTurn({ ...key }, turn(log, 'c')),
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

  it('continue after a failed one, whose error is returned', async () => {
    const locks = createLocks(createBrowser()());
    await expect(locks.inTurn(key, () => Promise.reject(new Error('a fault')))).rejects.toThrow(
      'a fault',
    );
    expect(await locks.inTurn(key, () => Promise.resolve('on'))).toBe('on');
  });

  it('to another workbook do not wait', async () => {
    const locks = createLocks(createBrowser()());
    void locks.inTurn(key, () => new Promise(() => undefined));
    expect(await locks.inTurn({ ...key, itemId: 'j' }, () => Promise.resolve('on'))).toBe('on');
  });
});

describe.each([
  ['there are no locks', null],
  ['locks are denied', denied],
])('where %s', (_name, manager) => {
  it('each pane counts as the only one, and its requests run in order', async () => {
    const pane = wanting(manager);
    await settled();
    expect([pane.held, await pane.locks.holders(key)]).toEqual([1, 0]);
    const log: number[] = [];
    await Promise.all(
      [1, 2].map((number) =>
        pane.locks.inTurn(key, async () => {
          await settled();
          log.push(number);
        }),
      ),
    );
    expect(log).toEqual([1, 2]);
  });
});
