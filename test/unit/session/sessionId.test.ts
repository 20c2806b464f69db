import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSessionId, shortName } from '../../../src/session/sessionId';

const documented =
  'cluster=CH3&session=15.ABC1PEPF000007AE1.A70.en-US14.app%40sharepoint1.S1&usid=c249c899-0000-4000-8000-000000000000';
/**
 * Printable characters of an id, without the quotation marks and brackets that may surround it. A
 * token, a variable, the name of an empty value and a shortened text are no ids.
 */
const opaque = fc
  .string({
    unit: fc
      .integer({ min: 0x21, max: 0x7e })
      .map((code) => String.fromCharCode(code))
      .filter((char) => !/["'`<>{},;\\]/.test(char)),
    minLength: 1,
    maxLength: 2_000,
  })
  .filter((id) => !/\.{3}|^\$|^%\w+%$|^(?:none|undefined|null|nil)$|^ey[\w-]+\.[\w-]*\./i.test(id));
const documentedId = fc
  .tuple(opaque, fc.uuid())
  .map(([session, usid]) => `cluster=CH3&session=${session.slice(0, 600)}&usid=${usid}`);
const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 2_000,
});
const white = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r') });

describe('shortName', () => {
  test('is the first part of the usid', () => expect(shortName(documented)).toBe('c249c899'));
  test('is found anywhere in the id', () =>
    expect(shortName('usid=C249C899-0000&x=1')).toBe('C249C899'));
  test('is the end of an id without one', () =>
    expect(shortName('cluster=CH3&session=15.SIN')).toBe('15.SIN'));
  test('is short, and part of the id', () => {
    fc.assert(
      fc.property(printable, (id) => {
        expect(shortName(id).length).toBeLessThanOrEqual(8);
        expect(id).toContain(shortName(id));
      }),
    );
  });
});

const ids = fc.oneof(
  opaque.filter((id) => !/session[-_]?id|:\/\//i.test(id)),
  documentedId,
);

/** Texts that users paste instead of the bare id. */
const pastes: readonly (readonly [string, (id: string) => string])[] = [
  ['straight quotation marks', (id) => `"${id}"`],
  ['single ones', (id) => `'${id}'`],
  ['typographic ones', (id) => `“${id}”`],
  ['German ones', (id) => `„${id}“`],
  ['guillemets and spaces', (id) => `«\u00a0${id}\u00a0»`],
  ['backticks', (id) => `\`${id}\``],
  ['angle brackets', (id) => `<${id}>`],
  ['a comma', (id) => `${id},`],
  ['a quoted line of code', (id) => `  "${id}";\n`],
  [
    'a byte order mark and zero-width spaces',
    (id) => `\ufeff${id.slice(0, 3)}\u200b${id.slice(3)}\u200b`,
  ],
  [
    'the answer in one line',
    (id) =>
      JSON.stringify({
        '@odata.context':
          'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.workbookSessionInfo',
        id,
        persistChanges: true,
      }),
  ],
  ['the answer in lines', (id) => JSON.stringify({ persistChanges: false, id }, null, 2)],
  ['the answer without its kind', (id) => JSON.stringify({ id })],
  ['the answer with capitals', (id) => JSON.stringify({ Id: id, PersistChanges: true })],
  [
    'the answer with escapes',
    (id) =>
      JSON.stringify({ id, persistChanges: true })
        .replaceAll('&', '\\u0026')
        .replaceAll('+', '\\u002B'),
  ],
  [
    'the answer as a text in JSON, with escapes',
    (id) =>
      JSON.stringify({
        body: JSON.stringify({ id, persistChanges: true }).replaceAll('&', '\\u0026'),
      }),
  ],
  [
    'the answer behind its status',
    (id) => `HTTP 201 ${JSON.stringify({ id, persistChanges: true })}`,
  ],
  [
    'the answer behind its headers',
    (id) =>
      `HTTP/1.1 201 Created\r\nReport-To: {"group":"x","max_age":1}\r\n\r\n${JSON.stringify({ id, persistChanges: true })}\r\n`,
  ],
  [
    'the answer inside a flow’s outputs',
    (id) =>
      JSON.stringify({
        statusCode: 201,
        headers: { 'Content-Type': 'application/json' },
        body: { id, persistChanges: true },
      }),
  ],
  [
    'the answer as a text in JSON',
    (id) => JSON.stringify({ body: JSON.stringify({ id, persistChanges: true }) }),
  ],
  ['the answer printed by Python', (id) => `{'id': '${id}', 'persistChanges': True}`],
  ['the answer printed by Node', (id) => `{ id: '${id}', persistChanges: true }`],
  ['the answer printed by PowerShell', (id) => `@{id=${id}; persistChanges=True}`],
  [
    'the answer as PowerShell lists it',
    (id) => `\nid             : ${id}\npersistChanges : True\n`,
  ],
  ['a header', (id) => `workbook-session-id: ${id}`],
  [
    'a header among others',
    (id) => `Accept: */*\r\nWorkbook-Session-Id: ${id}\r\nContent-Length: 0`,
  ],
  ['a header for curl', (id) => `curl -X POST -H "workbook-session-id: ${id}" \\`],
  [
    'a header for curl on Windows’ command line',
    (id) =>
      `curl ^"https://graph.microsoft.com/v1.0/me^" -H ^"workbook-session-id: ${id.replaceAll(/[&%^]/g, '^$&')}^" ^\r\n  -X POST`,
  ],
  ['a header for curl, alone', (id) => `-H 'workbook-session-id: ${id}' \\`],
  ['a pair in Python', (id) => `headers = {"workbook-session-id": "${id}", "Accept": "*/*"}`],
  ['an assignment', (id) => `headers["workbook-session-id"] = "${id}";`],
  ['a pair in PowerShell', (id) => `$headers = @{ 'workbook-session-id' = '${id}' }`],
  ['a call', (id) => `request.Headers.Add("workbook-session-id", "${id}");`],
  ['a variable', (id) => `const sessionId = '${id}';`],
  ['an environment variable', (id) => `SESSION_ID="${id}"`],
  ['a list with a header', (id) => JSON.stringify({ 'workbook-session-id': [id] })],
  [
    'a list with a header, in lines',
    (id) => JSON.stringify({ 'Workbook-Session-Id': [id] }, null, 2),
  ],
  ['a list with a header, printed by Python', (id) => `{'workbook-session-id': ['${id}']}`],
  [
    'a header of a recorded request',
    (id) => JSON.stringify({ headers: [{ name: 'workbook-session-id', value: id }] }),
  ],
  [
    'a header of a request tool',
    (id) => JSON.stringify([{ value: id, key: 'Workbook-Session-Id', type: 'text' }]),
  ],
];

/** Texts in which only an id of the documented form can be found. */
const documentedPastes: readonly (readonly [string, (id: string) => string])[] = [
  [
    'a line of a log with the answer as a text in JSON, with escapes',
    (id) => `body=${JSON.stringify(JSON.stringify({ id }).replaceAll('&', '\\u0026'))}`,
  ],
  ['percent-encoding', encodeURIComponent],
  ['a full stop', (id) => `${id}.`],
  ['dots and a word', (id) => `${id}... Thanks`],
  ['parentheses', (id) => `(${id})`],
  ['brackets', (id) => `[${id}]:`],
  ['bold type', (id) => `**${id}**`],
  ['italic type', (id) => `_${id}_`],
  ['a cell of a table', (id) => `|id|${id}|`],
  ['a full-width stop', (id) => `ID：${id}。`],
  ['any parameter', (id) => `sid=${id}`],
  ['an encoded parameter', (id) => `https://wrap.example/?a=1&s=${encodeURIComponent(id)}&b=2`],
  ['the address of the session', (id) => `/workbook/sessionInfoResource(key='${id}')`],
  [
    'its encoded address',
    (id) =>
      `https://graph.microsoft.com/v1.0/drives/b!x/items/1/workbook/sessionInfoResource(key='${encodeURIComponent(id)}')`,
  ],
  ['its address, encoded as a whole', (id) => encodeURIComponent(`(key='${id}')`)],
  ['JSON with another name', (id) => JSON.stringify({ session: [id] })],
  ['JSON that is cut off', (id) => `{"value":{"id":"${id}","persistChanges":tr`],
  ['code with a placeholder', (id) => `$id = '${id}'\n-H "workbook-session-id: $id"`],
  ['a printed text of lines', (id) => JSON.stringify(`Session:\n${id}\nopened`)],
  ['two places', (id) => `${id} and again (${id})`],
];

describe('parseSessionId', () => {
  test('keeps an id byte for byte, without the white space around it', () => {
    fc.assert(
      fc.property(white, ids, white, (before, id, after) => {
        expect(parseSessionId(before + id + after)).toBe(id);
      }),
    );
  });

  test.each(pastes)('finds an id in %s', (_name, paste) => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(parseSessionId(paste(id))).toBe(id);
      }),
    );
    expect(parseSessionId(paste(documented))).toBe(documented);
  });

  test.each(documentedPastes)('finds a documented id in %s', (_name, paste) => {
    const inUrl = fc.string({
      unit: fc.constantFrom(...Array.from('aZ09._~-%@+/:=&')),
      minLength: 1,
    });
    fc.assert(
      fc.property(inUrl, fc.uuid(), (session, usid) => {
        const id = `cluster=CH3&session=x${session}&usid=${usid}`;
        expect(parseSessionId(paste(id))).toBe(id);
      }),
    );
    expect(parseSessionId(paste(documented))).toBe(documented);
  });

  test.each(['&next=1', '.S1', '-0', '/a', '%20', '=', '+1', '0'])(
    'keeps an id that only begins in the documented form: %s follows',
    (rest) => expect(parseSessionId(documented + rest)).toBe(documented + rest),
  );

  const lines = (id: string, width: number, end: string): string =>
    (id.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

  test('joins the wrapped lines of a documented id, in every width', () => {
    fc.assert(
      fc.property(
        documentedId,
        fc.integer({ min: 20, max: 120 }),
        fc.constantFrom('\n', '\r\n', ' ', '\n    '),
        (id, width, end) => {
          expect(parseSessionId(lines(id, width, end))).toBe(id);
          expect(
            parseSessionId(`workbook-session-id: ${lines(id, width, end)}${end}Accept: */*`),
          ).toBe(id);
          expect(parseSessionId(`{"id":"${lines(id, width, end)}","persistChanges":true}`)).toBe(
            id,
          );
        },
      ),
    );
  });

  test('joins no other text: words after an id are not part of it', () => {
    fc.assert(
      fc.property(documentedId, fc.constantFrom('thanks', 'Accept: */*', 'True'), (id, words) => {
        expect(parseSessionId(`${id} ${words}`)).toBe(id);
        expect(parseSessionId(`The session: ${id}\n${words}`)).toBe(id);
      }),
    );
  });

  test('finds an id in a table, in XML and in HTML', () => {
    expect(
      parseSessionId(`id        persistChanges\n--        --------------\n${documented} True`),
    ).toBe(documented);
    expect(parseSessionId(`<d:Id>${documented.replaceAll('&', '&amp;')}</d:Id>`)).toBe(documented);
    expect(parseSessionId(documented.replaceAll('&', '&amp;'))).toBe(documented);
    expect(parseSessionId(`"${documented.replaceAll('&', '\\u0026')}"`)).toBe(documented);
  });

  test('accepts an id of the maximum length', () =>
    expect(parseSessionId('x'.repeat(2_000))).toBe('x'.repeat(2_000)));

  test.each([
    '',
    '   ',
    '""',
    'two words',
    'line\nbreak',
    'cluster=CH3&session=15 with spaces',
    'ユーザー',
    'a\u007f',
    'x'.repeat(2_001),
    `"${'x'.repeat(2_001)}"`,
    '{"id":"1","status":"running"}',
    '{"id":"01ABC","name":"b.xlsx","lastModifiedBy":{"user":{"id":"c249"}}}',
    '{"id":',
    '{"id":"","persistChanges":true}',
    '{"error":{"code":"itemNotFound","innerError":{"request-id":"1"}}}',
    'workbook-session-id: $sessionId',
    'workbook-session-id: {session-id}',
    'workbook-session-id:',
    'workbook-session-id: <session-id>',
    '$sid',
    '${sid}',
    'curl -H "workbook-session-id: %SESSION_ID%"',
    'sessionId: undefined',
    'session id: None',
    'session_id = nil',
    '{"workbook-session-id": null}',
    '{"id": null, "persistChanges": true}',
    'cluster=PUS7&session=...',
    'cluster=PUS7&session=15…',
    'cluster=PUS7...c249c899',
    `eyJ0eXAiOiJKV1QifQ.${'a'.repeat(900)}.${'b-_'.repeat(114)}`,
    'https://contoso.sharepoint.com/:x:/s/Finance/EaBc',
    'ms-excel:ofe|u|https://contoso.sharepoint.com/Budget.xlsx',
    'https://graph.microsoft.com/v1.0/me/drive/items/01/workbook/createSession',
    `(${documented.slice(0, -1)})\ncluster=`,
    'cluster='.repeat(2_500),
    '{'.repeat(15_000),
    '{"a":'.repeat(3_000),
  ])('refuses %j', (text) => {
    expect(parseSessionId(text)).toBeUndefined();
  });

  test.each([
    ['a batch file', `set SID=${documented.replaceAll('&', '^&')}`],
    ['a shell', `curl -H workbook-session-id:${documented.replaceAll('&', '\\&')}`],
    ['PowerShell', documented.replaceAll('&', '`&')],
    ['HTML, in decimal', documented.replaceAll('&', '&#38;')],
    ['HTML, in hexadecimal', documented.replaceAll('&', '&#x26;').replaceAll('=', '&#x3D;')],
    ['HTML in HTML', documented.replaceAll('&', '&amp;amp;')],
    ['HTML, four times', documented.replaceAll('&', '&amp;amp;amp;#38;')],
    ['JSON in HTML', `{&quot;id&quot;:&quot;${documented.replaceAll('&', '&amp;')}&quot;}`],
    ['percent-encoding, twice', encodeURIComponent(encodeURIComponent(documented))],
    ['a marked id, percent-encoded', encodeURIComponent(documented.replaceAll('&', '^&'))],
  ])('finds a documented id with the escapes of %s', (_name, text) =>
    expect(parseSessionId(text)).toBe(documented),
  );

  test('keeps a mark that is not before each ampersand of an id', () => {
    const ids = [
      documented.replace('&usid', '^&usid'),
      documented.replace('&session', '^&session'),
    ];
    expect(ids.map(parseSessionId)).toEqual(ids);
  });

  test('takes none of several ids', () => {
    const other = documented.replace('c249', 'd249');
    for (const text of [
      `${documented} ${other}`,
      `workbook-session-id: ${documented}\nworkbook-session-id: ${other}`,
      [documented, other].map((id) => JSON.stringify({ id, persistChanges: true })).join('\n'),
      `id = '${documented}'\nid = '${other}' persistChanges`,
      encodeURIComponent(`workbook-session-id: ${documented}, ${other}`),
    ]) {
      expect([text, parseSessionId(text)]).toEqual([text, undefined]);
    }
  });

  test('accepts only ids that a header can contain', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          printable,
          fc.string().map((id) => JSON.stringify({ id })),
        ),
        (text) => {
          const id = parseSessionId(text);
          if (id !== undefined) {
            expect(new Headers({ 'workbook-session-id': id }).get('workbook-session-id')).toBe(id);
          }
        },
      ),
    );
    // Building the tables of all characters takes seconds on a busy machine.
  }, 30_000);
});
