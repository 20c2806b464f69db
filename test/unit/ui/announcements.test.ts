import { expect, test } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { SessionState } from '../../../src/session/state';
import { messages } from '../../../src/locales/en/index';
import { announcementOf } from '../../../src/ui/hooks/announcements';
import { specimens } from '../../gallery/specimens';
import { account, persistent, recordWith, reducerBench, workbook } from '../session/reducerBench';

const of = (name: string) => {
  const found = specimens.find((specimen) => specimen.name === name);
  if (found === undefined) throw new Error(`No specimen ${name}`);
  return found.appState;
};
const told = (from: string, to: string) => announcementOf(of(from), of(to), messages);

test('the start and the close of a session are announced', () => {
  expect(told('opening', 'open-active')).toBe('Session started');
  expect(told('opening-recreate', 'open-active')).toBeUndefined();
  expect(told('closing', 'ready-closed')).toBe('Session closed');
});

test('an attach is announced, unless the start of another pane overtook it: an alert says so', () => {
  const core = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
  const attaching = core.appState;
  core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
  expect(announcementOf(attaching, core.appState, messages)).toBe('Session attached');
  const overtaken = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
  const before = overtaken.appState;
  overtaken.pass(1_000).tell({
    kind: 'recordChanged',
    record: recordWith({
      session: { ...persistent, openedAt: overtaken.now, lastActivityAt: overtaken.now },
      seenAt: overtaken.now,
    }),
  });
  expect(overtaken.state).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
  expect(overtaken.state).toMatchObject({ overtook: true });
  expect(announcementOf(before, overtaken.appState, messages)).toBeUndefined();
});

test('a session that gives way to the one of another pane is told by an alert', () => {
  const core = reducerBench().open().pass(1_000);
  const before = core.appState;
  const session = { ...persistent, id: 'theirs', openedAt: core.now, lastActivityAt: core.now };
  core.tell({ kind: 'recordChanged', record: recordWith({ session, seenAt: core.now }) });
  expect(core.state).toMatchObject({ kind: 'open', session: { id: 'theirs' }, overtook: true });
  expect(announcementOf(before, core.appState, messages)).toBeUndefined();
});

test('so is the one that another pane opens beside the end of this pane’s', () => {
  const core = reducerBench().open().tell({ kind: 'closeRequested' });
  core.tell({ kind: 'closed', requestKey: core.requestKey('close') }).pass(2_000);
  const before = core.appState;
  const session = { ...persistent, id: 'theirs', openedAt: core.now, lastActivityAt: core.now };
  core.tell({ kind: 'recordChanged', record: recordWith({ session, seenAt: core.now }) });
  expect([before.state.kind, core.state.kind]).toEqual(['ready', 'open']);
  expect(announcementOf(before, core.appState, messages)).toBe(
    'Another pane opened a session, which is shown instead',
  );
});

test('the signed-in user is announced once', () => {
  expect(told('signing-in', 'locating')).toBe('Signed in as Adele Vance');
  expect(told('ready', 'locating')).toBe('Finding your workbook…');
  expect(told('resuming', 'locating')).toBe('Signed in as Adele Vance');
});

test('who signs in with another account beside a session of another client is announced', () => {
  const core = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
  core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
  core.tell({ kind: 'signInRequested', another: true });
  const before = core.appState;
  const other = { id: 'other', name: 'Megan Bowen', userName: 'megan@x.example', tenantId: 't' };
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: other });
  expect([before.state.kind, core.state.kind]).toEqual(['open', 'locating']);
  expect(announcementOf(before, core.appState, messages)).toBe('Signed in as Megan Bowen');
});

test('after a reload the workbook is announced once it is located', () => {
  expect(told('starting', 'resuming')).toBeUndefined();
  expect(told('resuming', 'ready')).toBe('Workbook found: Budget 2027.xlsx');
  const core = reducerBench();
  const known = { account, workbook };
  core.tell({ kind: 'started', known, record: recordWith(), choices: defaultChoices });
  expect(core.state).toMatchObject({ kind: 'resuming', shown: { kind: 'open' } });
  expect(announcementOf(core.appState, of('open-checking'), messages)).toBeUndefined();
});

test('a session that the look-up finds is announced with its workbook', () => {
  for (const from of ['locating', 'no-workbook-unsaved']) {
    for (const to of ['open-active', 'open-checking']) {
      expect(told(from, to)).toBe('Workbook found, with a session: Budget 2027.xlsx');
    }
  }
});

test('so is one that another pane has opened during a reload that showed none', () => {
  const known = { account, workbook };
  const core = reducerBench().tell({ kind: 'started', known, choices: defaultChoices });
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
  const before = core.appState;
  expect(before.state).toMatchObject({ kind: 'resuming', shown: { kind: 'ready' } });
  const requestKey = core.requestKey('locate');
  core.tell({ kind: 'located', requestKey, workbook, record: recordWith(), isLive: true });
  expect(core.state).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
  expect(announcementOf(before, core.appState, messages)).toBe(
    `Workbook found, with a session: ${workbook.name}`,
  );
});

test('refreshes by keep-alive are not announced', () => {
  expect(told('open-active', 'open-refreshing')).toBeUndefined();
  expect(told('open-refreshing', 'open-active')).toBeUndefined();
});

test('keep-alive that stops by itself is announced', () => {
  expect(told('open-active', 'open-time-is-up')).toContain('the time you chose is up');
  expect(told('open-active', 'open-no-keep-alive')).toBeUndefined();
});

test('keep-alive that a refusal stops is announced, also if the network is known again by it', () => {
  const core = reducerBench({ keepAlive: true }).open();
  core.tell({ kind: 'onlineChanged', online: false }).tell({ kind: 'refreshRequested' });
  const before = core.appState;
  core.fails({ kind: 'forbidden', need: 'editRight' }, { status: 403 });
  expect(announcementOf(before, core.appState, messages)).toContain(
    'the service refused a refresh',
  );
});

test('a close is announced once, also if a sign-in is cancelled after it', () => {
  const core = reducerBench().open().tell({ kind: 'closeRequested' });
  const said = (
    [
      { kind: 'closed', requestKey: core.requestKey('close') },
      { kind: 'signInRequested', another: true },
      { kind: 'cancelRequested' },
    ] as const
  ).map((event) => {
    const before = core.appState;
    return announcementOf(before, core.tell(event).appState, messages);
  });
  expect(said).toEqual(['Session closed', 'Signing you in…', undefined]);
});

test('a close that is confirmed while the user signs in with another account is announced, once', () => {
  const core = reducerBench().open().tell({ kind: 'signInRequested', another: true });
  const said = (
    [{ kind: 'closed', requestKey: core.requestKey('close') }, { kind: 'cancelRequested' }] as const
  ).map((event) => {
    const before = core.appState;
    return announcementOf(before, core.tell(event).appState, messages);
  });
  expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  expect(said).toEqual(['Session closed', undefined]);
});

test('a close that only another pane could confirm is announced', () => {
  const core = reducerBench().open().tell({ kind: 'closeRequested' });
  core.tell({ kind: 'cancelRequested' });
  const before = core.appState;
  core.tell({ kind: 'recordChanged', record: recordWith({ phase: 'closed' }) });
  expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  expect(core.state).not.toHaveProperty('ending.failure');
  expect(announcementOf(before, core.appState, messages)).toBe('Session closed');
});

test('errors are not announced: their alerts are', () => {
  for (const to of ['lost-expired', 'open-retrying', 'open-offline']) {
    expect(told('open-active', to)).toBeUndefined();
  }
});

test('being back online is announced', () => {
  expect(told('open-offline', 'open-active')).toBe('Back online');
});

test('every state can follow every other', () => {
  const kinds = new Set<SessionState['kind']>(specimens.map(({ appState }) => appState.state.kind));
  expect(kinds.size).toBe(12);
  for (const from of specimens) {
    for (const to of specimens) {
      expect(() => announcementOf(from.appState, to.appState, messages)).not.toThrow();
    }
  }
});

test('the sign-in that the open session needed is announced, its failure and a cancel are not', () => {
  const asked = () => {
    const core = reducerBench({ keepAlive: true }).open();
    core.pass(60_000).tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'reauthenticate' }).tell({ kind: 'signInRequested', another: false });
    return { core, before: core.appState, requestKey: core.requestKey('signIn') };
  };
  const done = asked();
  done.core.tell({ kind: 'signedIn', requestKey: done.requestKey, account });
  expect(announcementOf(done.before, done.core.appState, messages)).toBe(
    'Signed in as Adele Vance',
  );
  const cancelled = asked();
  cancelled.core.tell({ kind: 'cancelRequested' });
  expect(announcementOf(cancelled.before, cancelled.core.appState, messages)).toBeUndefined();
});
