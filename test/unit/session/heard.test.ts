import { describe, expect, it } from 'vitest';
import { presumedEnd } from '../../../src/session/keepAlive';
import { bench, noon } from './support';

describe('what another pane says of the same session', () => {
  it('counts as a refresh: the next one is planned from it', () => {
    const heart = bench({ keepAlive: true }).open().pass(180_000);
    heart.tell({ kind: 'heard', sessionId: 'session-1', aliveAt: noon + 170_000 });
    expect(heart.effects).toEqual([]);
    expect(heart.state.kind === 'open' && presumedEnd(heart.state.session)).toBe(noon + 170_000 + 300_000);
    expect(heart.pass(60_000).tell({ kind: 'woke' }).effects).toEqual([]);
  });

  it('is believed only when it is news: not of another session, not of the past, not of the future', () => {
    const heart = bench({ keepAlive: true }).open().pass(60_000);
    const before = heart.snapshot;
    heart.tell({ kind: 'heard', sessionId: 'session-2', aliveAt: noon + 30_000 });
    heart.tell({ kind: 'heard', sessionId: 'session-1', aliveAt: noon - 1 });
    heart.tell({ kind: 'heard', sessionId: 'session-1', aliveAt: noon + 3_600_000 });
    expect(heart.snapshot).toEqual(before);
  });

  it('that the session is over is not believed but asked', () => {
    const heart = bench().open();
    heart.tell({ kind: 'heard', sessionId: 'session-1', aliveAt: null });
    expect(heart.state.kind).toBe('open');
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
  });
});
