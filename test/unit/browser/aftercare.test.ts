import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeftWord } from '../../../src/browser/aftercare';
import { createGrace, endsWorkersEarly, parseWord } from '../../../src/browser/aftercare';
import { createClock } from '../../../src/browser/clock';
import { parseLeft } from '../../../src/browser/vault';
import { aloneMs, comeBackMs } from '../../../src/session/leaving';
import { settled, VirtualTime } from '../../day/time';
import { account, noon, workbook } from '../session/support';

const word: LeftWord = { kind: 'left', graphRoot: 'https://graph.example', token: 't', driveId: 'd', itemId: 'i', sessionId: 's' };

function bench(isAlone?: () => Promise<boolean>) {
  const time = new VirtualTime();
  const closed: string[] = [];
  const grace = createGrace(createClock(time.source), ({ sessionId }) => Promise.resolve(closed.push(sessionId)), isAlone);
  return { time, closed, grace };
}

describe('the worker', () => {
  it('closes what was left once the time for coming back has passed', async () => {
    const { time, closed, grace } = bench();
    const done = grace.left(word);
    await time.run(time.now + comeBackMs - 1);
    expect(closed).toEqual([]);
    await time.run(time.now + 1);
    await done;
    expect(closed).toEqual(['s']);
  });

  it('closes nothing that somebody is back for, and has nothing left to wait for', async () => {
    const { time, closed, grace } = bench();
    const done = grace.left(word);
    grace.back('s');
    grace.back('never left');
    await done;
    await time.run(time.now + comeBackMs);
    await settled();
    expect(closed).toEqual([]);
  });

  it('waits anew when the same session is left again, and closes it once', async () => {
    const { time, closed, grace } = bench();
    void grace.left(word);
    await time.run(time.now + comeBackMs / 2);
    void grace.left(word);
    await time.run(time.now + comeBackMs / 2);
    expect(closed).toEqual([]);
    await time.run(time.now + comeBackMs / 2);
    expect(closed).toEqual(['s']);
  });

  it('takes no word that is not one of ours', () => {
    expect(parseWord(word)).toEqual(word);
    expect(parseWord({ kind: 'back', sessionId: 's', more: 1 })).toEqual({ kind: 'back', sessionId: 's' });
    for (const part of ['graphRoot', 'token', 'driveId', 'itemId', 'sessionId', 'kind']) expect(parseWord({ ...word, [part]: 7 })).toBeUndefined();
    fc.assert(fc.property(fc.jsonValue(), (value) => parseWord(value) === undefined));
  });
});

describe('the worker of an engine that ends workers early', () => {
  it('closes what was left before that, when no page is there', async () => {
    const { time, closed, grace } = bench(() => Promise.resolve(true));
    const done = grace.left(word);
    await time.run(time.now + aloneMs - 1);
    expect(closed).toEqual([]);
    await time.run(time.now + 1);
    await done;
    await time.run(time.now + comeBackMs);
    expect(closed).toEqual(['s']);
  });

  it('waits for a page that is there', async () => {
    const { time, closed, grace } = bench(() => Promise.resolve(false));
    void grace.left(word);
    await time.run(time.now + comeBackMs - 1);
    expect(closed).toEqual([]);
    await time.run(time.now + 1);
    expect(closed).toEqual(['s']);
  });

  it('closes nothing that somebody is back for, even while the pages are counted', async () => {
    let tell: (alone: boolean) => void = () => undefined;
    const { time, closed, grace } = bench(() => new Promise((resolve) => { tell = resolve; }));
    const early = grace.left(word);
    grace.back('s');
    await early;
    await time.run(time.now + aloneMs);
    const late = grace.left(word);
    await time.run(time.now + aloneMs);
    grace.back('s');
    await late;
    tell(true);
    await settled();
    await time.run(time.now + comeBackMs);
    expect(closed).toEqual([]);
  });

  it('is told by its name', () => {
    const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
    const early = [webkit, `${webkit} Version/18.5 Safari/605.1.15`, `${webkit} CriOS/137.0 Mobile/15E148 Safari/604.1`, `${webkit} EdgiOS/137.0 Safari/604.1`];
    const late = ['AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0', 'Gecko/20100101 Firefox/139.0'];
    expect([...early, ...late].filter(endsWorkersEarly)).toEqual(early);
  });
});

describe('the record of a page that went', () => {
  const left = { accountId: account.id, workbook, session: { id: 's', persistChanges: true, origin: 'opened', openedAt: 1, aliveAt: 2 }, at: noon };

  it('is taken back as it was, or not at all', () => {
    expect(parseLeft(JSON.parse(JSON.stringify(left)))).toEqual(left);
    for (const part of Object.keys(left)) expect(parseLeft({ ...left, [part]: null })).toBeNull();
    fc.assert(fc.property(fc.jsonValue(), (value) => parseLeft(value) === null));
  });
});
