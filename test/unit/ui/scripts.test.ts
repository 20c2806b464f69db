import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../../sandbox/graph/content';
import { cellKey } from '../../sandbox/graph/content';
import type { GraphFault } from '../../sandbox/graph/faults';
import type { Operation } from '../../sandbox/graph/faultOrders';
import type { Ran, Stage } from './runScript';
import { canRun, languages, openStage, withoutToken } from './runScript';

/** An error by order, with headers. */
const failure = (status: number, headers: Readonly<Record<string, string>> = {}): GraphFault => ({
  kind: 'error',
  status,
  error: { code: 'byOrder', message: 'The test asked for it.' },
  headers,
});
const sentAfter = (retryAfter: string, status = 429) =>
  failure(status, { 'retry-after': retryAfter });

/**
 * A developer's machine may lack Python's requests or curl, and most lack PowerShell or .NET, which
 * is then said. Where tests are automatic only the last two may be missing.
 */
const missing = languages.filter(
  (each) => (process.env['CI'] === undefined || each.rare === true) && !canRun(each),
);
for (const { name, check } of missing) {
  it.skip(`${name} cannot run here: ${check.join(' ')} fails`, () => undefined);
}

describe('the scripts, pasted unchanged, each in its language', { timeout: 60_000 }, () => {
  let stages: readonly Stage[];
  beforeAll(async () => {
    const able = languages.filter((language) => !missing.includes(language));
    stages = await Promise.all(able.map(openStage));
  });
  afterAll(() => Promise.all(stages.map((stage) => stage.close())));

  /** Does the same in every language at once, each with a service of its own. */
  const everywhere = async (act: (stage: Stage) => Promise<void>): Promise<void> => {
    await Promise.all(
      stages.map(async (stage) => {
        stage.world.graph.orders.withdraw();
        stage.world.graph.settings.endedSessionCode = 'bare';
        await act(stage).catch((error: unknown) => {
          throw new Error(`${stage.language.name}: ${String(error)}`, { cause: error });
        });
      }),
    );
  };
  const order = ({ world }: Stage, operation: Operation, fault: GraphFault, times = 1) =>
    world.graph.orders.give({ operation, fault, times, when: 'before' });
  const asked = (stage: Stage) =>
    stage
      .requests()
      .map(({ method, operation, status }) => `${method} ${operation} ${status ?? ''}`);
  /** Column A of the saved workbook, below what every workbook has. */
  const saved = ({ file }: Stage) =>
    Array.from(
      { length: 9 },
      (_row, row) => file.content.sheets[0]?.cells.get(cellKey(10 + row, 0))?.value,
    ).filter((value) => value !== undefined);
  const succeeded = ({ code, errors }: Ran) =>
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const failed = ({ code }: Ran) => expect([0, null]).not.toContain(code);
  const straight = ['GET sheets 200', 'GET range 200', 'GET range 200', 'PATCH range 200'];

  it('read and write in a persistent session, which carries each request; what they wrote is saved', () =>
    everywhere(async (stage) => {
      const { text, sessionId } = stage.copy(true);
      const before = saved(stage);
      const ran = await stage.run(text);
      succeeded(ran);
      expect(ran.output).toMatch(/Total[^]*Doubled[^]*Sheet1!A1\d/);
      expect(asked(stage)).toEqual(straight);
      expect(stage.requests().map((each) => each.sessionId)).toEqual(straight.map(() => sessionId));
      expect(saved(stage)).toEqual([...before, stage.language.writes]);
    }));

  it('print the cell that they wrote, whatever the name of its sheet', () =>
    everywhere(async (stage) => {
      const { content } = stage.file;
      const { sheets } = content;
      const named = sheets.map((sheet, at) =>
        at === 0 ? { ...sheet, name: `"A", it's }` } : sheet,
      );
      Object.assign(content, { sheets: named });
      const { output } = await stage.run(stage.copy(true).text);
      expect(output.trim().split('\n').at(-1)).toMatch(/^'"A", it''s \}'!A\d+$/);
      Object.assign(content, { sheets });
    }));

  it('write into a scratch copy, and leave the workbook as it is', () =>
    everywhere(async (stage) => {
      const before = saved(stage);
      const { text, sessionId } = stage.copy(false);
      succeeded(await stage.run(text));
      expect(saved(stage)).toEqual(before);
      const session = stage.world.graph.sessions.alive().find(({ id }) => id === sessionId);
      const cells = [...(session?.content.sheets[0]?.cells.values() ?? [])];
      expect(cells.map(({ value }) => value)).toContain(stage.language.writes);
    }));

  it('obey Retry-After as a fraction, seconds or a date, and wait two seconds and more without it', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      const until = Math.ceil(Date.now() / 1000) * 1000 + 5000;
      order(stage, 'sheets', sentAfter('0.428'));
      order(stage, 'sheets', failure(503));
      order(stage, 'range', sentAfter('1', 503));
      order(stage, 'range', sentAfter(new Date(until).toUTCString(), 503));
      succeeded(await stage.run(text));
      expect(asked(stage).slice(0, 6)).toEqual([
        'GET sheets 429',
        'GET sheets 503',
        'GET sheets 200',
        'GET range 503',
        'GET range 503',
        'GET range 200',
      ]);
      const at = stage.requests().map((each) => each.at);
      const waited = (attempt: number) => (at[attempt] ?? 0) - (at[attempt - 1] ?? 0);
      expect(waited(1)).toBeGreaterThanOrEqual(428);
      expect(waited(2)).toBeGreaterThanOrEqual(2000);
      expect(waited(4)).toBeGreaterThanOrEqual(1000);
      expect(at[5]).toBeGreaterThanOrEqual(until - 1000);
    }));

  it('stop after four attempts, with the service’s error', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      order(stage, 'sheets', sentAfter('0.01'), 9);
      const ran = await stage.run(text);
      failed(ran);
      expect(ran.errors).toMatch(/429[^]*The test asked for it/);
      expect(asked(stage)).toEqual(Array.from({ length: 4 }, () => 'GET sheets 429'));
    }));

  it('do not repeat a write', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      const before = saved(stage);
      // The two reads of a range come first.
      order(stage, 'range', { kind: 'delay', ms: 0 }, 2);
      order(stage, 'range', sentAfter('0.01', 503));
      failed(await stage.run(text));
      expect(asked(stage)).toEqual([...straight.slice(0, 3), 'PATCH range 503']);
      expect(saved(stage)).toEqual(before);
    }));

  it.each(['bare', 'invalidSessionReCreatable'] as const)(
    'open a new session when a persistent one has ended, and go on in it (%s)',
    (code) =>
      everywhere(async (stage) => {
        const { text, sessionId } = stage.copy(true);
        const before = saved(stage);
        stage.world.graph.sessions.end();
        stage.world.graph.settings.endedSessionCode = code;
        const ran = await stage.run(text);
        succeeded(ran);
        expect(ran.output).toContain('The session had ended. A new one is open.');
        expect(asked(stage).filter((each) => !each.startsWith('POST refresh'))).toEqual([
          'GET sheets 404',
          'POST create 201',
          ...straight,
        ]);
        const ids = stage.requests().map((each) => each.sessionId);
        expect(ids.at(-1)).not.toBe(sessionId);
        expect(
          stage.requests().find(({ operation }) => operation === 'create')?.sessionId,
        ).toBeUndefined();
        expect(saved(stage)).toEqual([...before, stage.language.writes]);
      }),
  );

  it('request a new session again after 504 only', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      stage.world.graph.sessions.end();
      order(stage, 'create', sentAfter('0.01', 504));
      succeeded(await stage.run(text));
      expect(asked(stage).filter((each) => each.startsWith('POST create'))).toEqual([
        'POST create 504',
        'POST create 201',
      ]);

      const again = stage.copy(true);
      stage.world.graph.sessions.end();
      order(stage, 'create', sentAfter('0.01', 503));
      failed(await stage.run(again.text));
      expect(asked(stage).filter((each) => each.startsWith('POST create'))).toEqual([
        'POST create 503',
      ]);
    }));

  it('stop with a clear message when a scratch copy has ended, and open none', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(false);
      stage.world.graph.sessions.end();
      const ran = await stage.run(text);
      failed(ran);
      expect(ran.errors).toContain('It was a scratch copy: its changes are gone.');
      expect(ran.output).toBe('');
      expect(asked(stage)).toEqual(['GET sheets 404', 'POST refresh 404']);
    }));

  it('do not treat a missing sheet as the end of the session', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      order(stage, 'sheets', {
        ...failure(404),
        error: { code: 'ItemNotFound', message: 'No such sheet.' },
      } as GraphFault);
      const ran = await stage.run(text);
      failed(ran);
      expect(ran.errors).toContain('No such sheet.');
      expect(asked(stage)).toEqual(['GET sheets 404', 'POST refresh 204']);
    }));

  it('use the first visible sheet, and take the text of a cell for no error', () =>
    everywhere(async (stage) => {
      const { content } = stage.file;
      const isVisible = ({ visibility }: Sheet): boolean => visibility === 'Visible';
      const { sheets } = content;
      const [first, ...others] = sheets.filter(isVisible);
      const hidden = sheets.filter((sheet) => !isVisible(sheet));
      if (first === undefined || hidden.length === 0) throw new Error('Sheets are missing.');
      const cell = { value: 'invalidSessionNotFound', numberFormat: 'General' };
      const errors = { ...first, cells: new Map(first.cells).set(cellKey(0, 0), cell) };
      Object.assign(content, { sheets: [...hidden, errors, ...others] });
      for (const persistChanges of [true, false]) {
        const ran = await stage.run(stage.copy(persistChanges).text);
        succeeded(ran);
        expect(ran.output).toContain('invalidSessionNotFound');
        expect(ran.output.trim().split('\n').at(-1)).toContain(`${first.name}!A`);
        expect(asked(stage)).toEqual(straight);
      }
      Object.assign(content, { sheets });
    }));

  it('name the required token when there is none, and send nothing', () =>
    everywhere(async (stage) => {
      const { text } = stage.copy(true);
      const ran = await stage.run(text, { GRAPH_TOKEN: '' });
      failed(ran);
      expect(ran.errors).toContain(withoutToken(stage.language));
      expect(stage.requests()).toEqual([]);
    }));
});
