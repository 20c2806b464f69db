import { describe, expect, it } from 'vitest';
import { addressOfArea } from '../../../src/session/cellAddress';
import type { InsideReader, ReadFailure, ReadTarget } from '../../../src/session/inside';
import { createInsideReader } from '../../../src/graph/insideReader';
import type { ScriptLine } from './graphScript';
import { answered, item, neverAborted, refused, script, graphWorkbook } from './graphScript';

const range = (address: string, values: unknown[][]) =>
  answered(200, { address, values, text: values, formulas: values });
const used = (address: string) => answered(200, { address, rowCount: 1, columnCount: 1 });

async function read(target: ReadTarget, sessionId: string | null, ...lines: readonly ScriptLine[]) {
  const service = script(...lines);
  const reader = createInsideReader(service.send, service.clock, {
    inTurn: (_workbook, task) => task(),
  });
  const outcome = await reader.cells(graphWorkbook, sessionId, target, neverAborted);
  const paths = service.calls.map(({ path }) =>
    decodeURIComponent(path.replace(`${item}/workbook`, '').replace(/\?.*$/, '')),
  );
  return {
    outcome,
    paths,
    sessions: service.calls.map((call) => call.sessionId),
    left: service.left(),
  };
}
const areaOf = ({ outcome }: Awaited<ReturnType<typeof read>>): string =>
  outcome.ok ? addressOfArea(outcome.value.area) : outcome.failure.recovery.kind;
const findingOf = ({ outcome }: Awaited<ReturnType<typeof read>>): string | undefined =>
  outcome.ok ? 'none' : outcome.failure.finding;

describe('reading cells', () => {
  it('asks for the used range of a sheet first, then for its cells, in the session', async () => {
    const { outcome, paths, sessions } = await read(
      { kind: 'sheet', sheet: '{A-1}' },
      'session-1',
      used("'My sheet'!B2:C3"),
      range('B2:C3', [
        ['a', 1],
        ['b', 2],
      ]),
    );
    expect(paths).toEqual([
      '/worksheets/{A-1}/usedRange(valuesOnly=true)',
      "/worksheets/{A-1}/range(address='B2:C3')",
    ]);
    expect(sessions).toEqual(['session-1', 'session-1']);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        sheet: '{A-1}',
        rows: [
          [{ value: 'a' }, { value: 1 }],
          [{}, {}],
        ],
      },
    });
  });

  it('asks for a given range at once, and without a session for the saved workbook', async () => {
    const area = { top: 0, left: 0, bottom: 0, right: 0 };
    const { paths, sessions } = await read(
      { kind: 'range', sheet: 's', area },
      null,
      range('A1', [[1]]),
    );
    expect([paths, sessions]).toEqual([["/worksheets/s/range(address='A1')"], [undefined]]);
  });

  it('reads the range of a name or a table in the sheet where it lies', async () => {
    for (const [target, first] of [
      [{ kind: 'name', name: 'Total' }, '/names/Total/range'],
      [{ kind: 'table', table: '{T}' }, '/tables/{T}/range'],
    ] as const) {
      const { paths } = await read(target, 's', used('Sheet2!B2'), range('B2', [[1]]));
      expect(paths).toEqual([first, "/worksheets/Sheet2/range(address='B2')"]);
    }
  });

  it('cuts whole columns to the used range, and what is large to its first rows and columns', async () => {
    const columns = { top: 0, left: 1, bottom: 1_048_575, right: 2 };
    const cut = await read(
      { kind: 'range', sheet: 's', area: columns },
      's',
      used('s!A1:D9'),
      range('B1:C9', [[1]]),
    );
    expect(areaOf(cut)).toBe('B1:C9');
    const none = await read(
      { kind: 'range', sheet: 's', area: columns },
      's',
      used('s!A1'),
      range('B1', [['']]),
    );
    expect(areaOf(none)).toBe('B1');
    const large = await read(
      { kind: 'sheet', sheet: 's' },
      's',
      used('s!A1:ZZ9999'),
      range('A1:Z100', [[1]]),
    );
    expect(areaOf(large)).toBe('A1:Z100');
    expect(large.outcome.ok && addressOfArea(large.outcome.value.whole)).toBe('A1:ZZ9999');
  });

  it('halves the rows where the service finds them too many, down to one', async () => {
    const tooMany = refused(400, 'rangeExceedsLimit');
    const tooLong = refused(400, 'ResponsePayloadSizeLimitExceeded');
    const halved = await read(
      { kind: 'sheet', sheet: 's' },
      's',
      used('s!A1:B80'),
      tooMany,
      tooLong,
      range('A1:B20', [[1]]),
    );
    expect([areaOf(halved), halved.left]).toEqual(['A1:B20', 0]);
    const one = await read({ kind: 'sheet', sheet: 's' }, 's', used('s!A1:B2'), tooMany, tooMany);
    expect([areaOf(one), one.left]).toEqual(['forbidden', 0]);
  });

  it('fails with what the service says, and as unknown where an answer has no cells', async () => {
    const target = { kind: 'sheet', sheet: 's' } as const;
    expect(areaOf(await read(target, 's', refused(409, 'editModeCannotAcquireLock')))).toBe(
      'retry',
    );
    expect(areaOf(await read(target, 's', refused(404, 'invalidSessionNotFound')))).toBe('ended');
    expect(areaOf(await read(target, 's', refused(404, 'itemNotFound')))).toBe('forbidden');
    // An answer to the same read showed that the session is alive.
    expect(findingOf(await read(target, 's', used('s!A1'), answered(404)))).toBe('missing');
    expect(findingOf(await read(target, 's', answered(404)))).toBe('notFound');
    expect(findingOf(await read(target, null, answered(404)))).toBe('missing');
    for (const body of [{}, { values: null }, { values: [] }, { values: [1] }, 'text', undefined]) {
      expect(areaOf(await read(target, 's', used('s!A1'), answered(200, body)))).toBe('unknown');
    }
    expect(areaOf(await read(target, 's', answered(200, {})))).toBe('unknown');
  });
});

describe('the outline of a workbook', () => {
  it('lists visible sheets in their order, names of ranges, and tables', async () => {
    const sheet = (name: string, position: number, visibility = 'Visible') => ({
      id: `{${name}}`,
      name,
      position,
      visibility,
    });
    const service = script(
      answered(200, { value: [sheet('b', 1), sheet('secret', 2, 'VeryHidden'), sheet('a', 0)] }),
      answered(200, {
        value: [
          { name: 'Total', type: 'Range', visible: true },
          { name: 'Rate', type: 'Double' },
          { name: '_x', type: 'Range', visible: false },
        ],
      }),
      answered(200, { value: [{ id: '1', name: 'Costs' }, { id: '2' }, null] }),
    );
    const reader = createInsideReader(service.send, service.clock, {
      inTurn: (_workbook, task) => task(),
    });
    expect(await reader.outline(graphWorkbook, 's', neverAborted)).toEqual({
      ok: true,
      value: {
        sheets: [
          { id: '{a}', name: 'a' },
          { id: '{b}', name: 'b' },
        ],
        names: ['Total'],
        tables: [{ id: '1', name: 'Costs' }],
      },
    });
  });

  it('fails with the first refusal', async () => {
    const service = script(
      answered(200, { value: [{ id: '{a}', name: 'a' }] }),
      refused(429, 'tooManyRequests'),
    );
    const reader = createInsideReader(service.send, service.clock, {
      inTurn: (_workbook, task) => task(),
    });
    expect(await reader.outline(graphWorkbook, 's', neverAborted)).toMatchObject({
      ok: false,
      failure: { recovery: { kind: 'retry' } },
    });
  });
});

const one = answered(200, { value: [{ id: '1', name: 'a' }] });
const readerOf = (...lines: readonly ScriptLine[]): InsideReader => {
  const { send, clock } = script(...lines);
  return createInsideReader(send, clock, { inTurn: (_workbook, task) => task() });
};

describe('a refused request', () => {
  const asked = [graphWorkbook, 's'] as const;
  const outline = (reader: InsideReader) => reader.outline(...asked, neverAborted);
  const cells = (target: ReadTarget) => (reader: InsideReader) =>
    reader.cells(...asked, target, neverAborted);
  const area = { top: 0, left: 0, bottom: 0, right: 0 };

  it.each<
    [
      string,
      readonly ScriptLine[],
      (reader: InsideReader) => Promise<{ ok: boolean; failure?: ReadFailure }>,
      readonly (string | undefined)[],
    ]
  >([
    // The request; the answers before it; the read; what itemNotFound and 400 say.
    ['for the sheets', [], outline, ['notFound', undefined]],
    ['for the names', [one], outline, ['notFound', undefined]],
    ['for the tables', [one, one], outline, ['notFound', undefined]],
    ['for a used range', [], cells({ kind: 'sheet', sheet: 's' }), ['notFound', undefined]],
    ['for a range', [], cells({ kind: 'range', sheet: 's', area }), ['notFound', 'badRange']],
    ['for a name', [], cells({ kind: 'name', name: 'n' }), ['notFound', 'badRange']],
    ['for a table', [], cells({ kind: 'table', table: 't' }), ['notFound', 'badRange']],
    [
      'for the charts',
      [],
      (reader) => reader.charts(...asked, 's', neverAborted),
      ['notFound', undefined],
    ],
    [
      'for a chart',
      [],
      (reader) => reader.chartImage(...asked, { sheet: 's', name: 'c' }, neverAborted),
      ['notFound', undefined],
    ],
    [
      'for the cells of a used range',
      [answered(200, { address: 'S!A1:B2', rowCount: 2, columnCount: 2 })],
      cells({ kind: 'sheet', sheet: 's' }),
      ['missing', 'badRange'],
    ],
  ])('%s names what it names', async (_what, before, ask, findings) => {
    const found = [];
    for (const answer of [refused(404, 'itemNotFound'), answered(400)]) {
      found.push((await ask(readerOf(...before, answer))).failure?.finding);
    }
    expect(found).toEqual(findings);
  });
});

describe('a list', () => {
  const html = answered(200, '<html>');
  const unclear = { ok: false, failure: { recovery: { kind: 'unknown' }, status: 200 } };

  it.each([
    ['sheets', [html]],
    ['sheets without a visible one', [answered(200, { value: [{ visibility: 'Hidden' }] })]],
    ['names', [one, html]],
    ['tables', [one, one, html]],
  ])('of %s that says nothing usable is no list', async (_what, lines) => {
    expect(await readerOf(...lines).outline(graphWorkbook, 's', neverAborted)).toMatchObject(
      unclear,
    );
  });

  it('of charts that says nothing usable is no list; an empty one is', async () => {
    expect(await readerOf(html).charts(graphWorkbook, 's', 'a', neverAborted)).toMatchObject(
      unclear,
    );
    const none = await readerOf(answered(200, { value: [] })).charts(
      graphWorkbook,
      's',
      'a',
      neverAborted,
    );
    expect(none).toEqual({ ok: true, value: [] });
  });
});

describe('a chart', () => {
  it('is a picture in base64, and nothing else', async () => {
    for (const [value, ok] of [
      ['iVBORw0KGgo=', true],
      ['javascript:alert(1)', false],
      [7, false],
    ] as const) {
      const service = script(answered(200, { value }));
      const reader = createInsideReader(service.send, service.clock, {
        inTurn: (_workbook, task) => task(),
      });
      const outcome = await reader.chartImage(
        graphWorkbook,
        's',
        { sheet: '{A}', name: 'Sales 1' },
        neverAborted,
      );
      expect(outcome.ok).toBe(ok);
      expect(service.calls[0]?.path).toContain(
        '/worksheets/%7BA%7D/charts/Sales%201/image(width=640,',
      );
    }
  });
});
