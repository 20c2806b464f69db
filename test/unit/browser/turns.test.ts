import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import { createLocks } from '../../../src/browser/locks';
import { settled, VirtualTime } from '../../simulation/time';
import { createBrowser } from './browserLocks';

const key = { driveId: 'd', itemId: 'i' };
const never = new AbortController().signal;

/** Two panes of one browser: a request of the first one holds the turn until it is let go of. */
async function hungTurn() {
  const time = new VirtualTime();
  const throttle = { until: 0 };
  const pane = createBrowser();
  const clock = createClock(time.source);
  const [hung, other] = [1, 2].map(() => createLocks(clock, () => throttle.until, pane()));
  if (hung === undefined || other === undefined) throw new Error('no pane');
  let letGo = (): void => undefined;
  const hang = (): Promise<void> => {
    const held = new Promise<void>((resolve) => (letGo = resolve));
    void hung.inTurn(key, () => held, never);
    return settled();
  };
  await hang();
  const log: string[] = [];
  return {
    time,
    throttle,
    log,
    now: () => clock.now(),
    hang,
    letGo: () => (letGo(), settled()),
    /** The other pane sends a request, which is over at once. */
    send: async (name: string, signal = never, exclusive = false): Promise<void> => {
      const task = (): Promise<void> => {
        log.push(`${name}${signal.aborted ? ' aborted' : ''} at ${time.now / 1000}`);
        return Promise.resolve();
      };
      void other.inTurn(key, task, signal, exclusive);
      await settled();
    },
  };
}

describe('a request whose turn another pane holds', () => {
  it('is sent after 45 s all the same: that page may be suspended', async () => {
    const { time, log, send } = await hungTurn();
    await send('refresh');
    await time.run(44_000);
    expect(log).toEqual([]);
    await time.run(46_000);
    expect(log).toEqual(['refresh at 45']);
  });

  it('is followed by the next one of its pane in call order', async () => {
    const { time, log, send } = await hungTurn();
    await send('read');
    await send('refresh');
    await time.run(46_000);
    expect(log).toEqual(['read at 45']);
    await time.run(60_000);
    expect(log).toEqual(['read at 45', 'refresh at 47']);
  });

  it('waits the whole time again once the other pane has let go', async () => {
    const { time, log, send, hang, letGo } = await hungTurn();
    await send('first');
    await time.run(50_000);
    await letGo();
    await send('second');
    await hang();
    await send('third');
    await time.run(120_000);
    expect(log).toEqual(['first at 45', 'second at 50', 'third at 95']);
  });

  it('is sent in its turn where that comes, and only once', async () => {
    const { time, log, send, letGo } = await hungTurn();
    await send('refresh');
    await time.run(10_000);
    await letGo();
    await time.run(120_000);
    expect(log).toEqual(['refresh at 10']);
  });

  it('does not count the time in which a Retry-After holds the other pane back', async () => {
    const { time, throttle, log, send, now } = await hungTurn();
    await send('refresh');
    await time.run(20_000);
    throttle.until = now() + 100_000;
    await time.run(164_000);
    expect(log).toEqual([]);
    await time.run(166_000);
    expect(log).toEqual(['refresh at 165']);
  });

  it('is called at once, with its aborted signal, when it is cancelled', async () => {
    const { time, log, send, letGo } = await hungTurn();
    const controller = new AbortController();
    await send('create', controller.signal, true);
    await time.run(10_000);
    controller.abort();
    await settled();
    expect(log).toEqual(['create aborted at 10']);
    await send('cancelled before', controller.signal);
    expect(log.at(-1)).toBe('cancelled before aborted at 10');
    await letGo();
    await time.run(200_000);
    expect(log).toHaveLength(2);
  });

  it('waits without end if it must not run beside another one', async () => {
    const { time, log, send, letGo } = await hungTurn();
    await send('create', never, true);
    await time.run(3_600_000);
    expect(log).toEqual([]);
    await letGo();
    expect(log).toEqual(['create at 3600']);
  });
});
