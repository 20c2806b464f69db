import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../../scripts/build/settings';
import { ProblemError } from '../../../scripts/problems';
import { register } from '../../../scripts/registration/azureCli';
import {
  azureCommands,
  portalSteps,
  registrationFor,
  withClientId,
} from '../../../scripts/registration/registration';
import { redirectPages, redirectUris } from '../../../scripts/registration/redirectUris';
import { repositoryRoot } from '../manifestElements';

const id = '11111111-2222-4333-8444-555555555555';
const unset = readSettings('', {});
let folder = '';
let dotenv = '';
const path = process.env['PATH'] ?? '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-keeper-az-'));
  dotenv = join(folder, '.env');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Puts a program called az before all others: it records what it is asked, and the file it is given.
 * With `accountError`, `az account show` fails with that text.
 */
function fakeAzure({ accountError = '', answers = id, status = 0, killed = false } = {}): void {
  const code = `#!${process.execPath}
    const { appendFileSync, readFileSync } = require('node:fs');
    const args = process.argv.slice(2);
    const body = args.find((each) => each.startsWith('@'));
    appendFileSync(${JSON.stringify(join(folder, 'asked'))}, JSON.stringify({ args, body: body && JSON.parse(readFileSync(body.slice(1), 'utf8')) }) + '\\n');
    if (args[0] === 'account') { process.exitCode = ${accountError === '' ? 0 : 1}; process.stderr.write(${JSON.stringify(accountError)}); }
    else if (${killed}) process.kill(process.pid, 'SIGKILL');
    else { process.exitCode = ${status}; process.${status === 0 ? 'stdout' : 'stderr'}.write(${JSON.stringify(answers)} + '\\n'); }`;
  writeFileSync(join(folder, 'az'), code);
  chmodSync(join(folder, 'az'), 0o755);
  vi.stubEnv('PATH', `${folder}:${path}`);
}
const asked = (): unknown[] =>
  existsSync(join(folder, 'asked'))
    ? readFileSync(join(folder, 'asked'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : [];

describe('the registration', () => {
  it('is for every organisation, for a page without a secret, and asks for one permission', () => {
    expect(registrationFor(unset)).toEqual({
      displayName: 'Session Keeper for Excel',
      signInAudience: 'AzureADMultipleOrgs',
      spa: {
        redirectUris: [
          'https://localhost:3000/auth-end.html',
          'https://localhost:3000/blank.html',
          'https://localhost:3000/redirect.html',
          'https://localhost:3000/taskpane.html',
          'brk-multihub://localhost:3000',
        ],
      },
      requiredResourceAccess: [
        {
          resourceAppId: '00000003-0000-0000-c000-000000000000',
          resourceAccess: [{ id: '5c28f0bf-8a70-41f1-8ab2-9032436ddb65', type: 'Scope' }],
        },
      ],
    });
  });

  it('names the origin that the build is for', () => {
    expect(
      redirectUris(readSettings('ADDIN_ORIGIN=https://keeper.contoso.com/', {}).addinOrigin),
    ).toContain('brk-multihub://keeper.contoso.com');
  });

  it('has the redirect pages of sign-in, and no other', () => {
    const sources = readdirSync(new URL('src/auth/', repositoryRoot))
      .map((name) => readFileSync(new URL(`src/auth/${name}`, repositoryRoot), 'utf8'))
      .join('\n');
    const used = new Set(
      [...sources.matchAll(/['/`]([a-z-]+\.html)['`]/g)].map(([, page]) => page),
    );
    expect([...used].sort()).toEqual([...redirectPages]);
  });

  it('is created in the configured cloud’s Graph', () => {
    const { graphRoot } = readSettings('', { GRAPH_ROOT: 'https://graph.microsoft.us/v1.0' });
    expect(azureCommands({ graphRoot }, 'a.json').create).toContain(
      'https://graph.microsoft.us/v1.0/applications',
    );
  });

  it.each(['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us'])(
    'is created with a token for %s',
    (host) => {
      const { create } = azureCommands({ graphRoot: `https://${host}/v1.0` }, 'a.json');
      expect(create.join(' ')).toContain(` --resource https://${host}/ `);
    },
  );

  it.each([
    ['', 'https://entra.microsoft.com'],
    ['AUTHORITY=https://login.contoso.us/organizations', 'https://entra.microsoft.com'],
    ['AUTHORITY=https://login.microsoftonline.us/organizations', 'https://entra.microsoft.us'],
    ['GRAPH_ROOT=https://graph.microsoft.us/v1.0', 'https://entra.microsoft.us'],
    ['GRAPH_ROOT=https://dod-graph.microsoft.us/v1.0', 'https://entra.microsoft.us'],
  ])('by hand, with the setting "%s", is made at %s', (dotenvText, portal) => {
    expect(portalSteps(readSettings(dotenvText, {}))).toContain(`In ${portal}, App registrations`);
  });
});

describe.skipIf(process.platform === 'win32')(
  'npm run register, with an Azure CLI that only records (skipped on Windows)',
  () => {
    it('makes the registration and writes its id into .env', () => {
      fakeAzure();
      writeFileSync(dotenv, '# mine\nAUTHORITY=https://login.microsoftonline.us/organizations');
      expect(register(unset, dotenv, false)).toBe(
        `Registered. CLIENT_ID=${id} stands in .env now.`,
      );
      expect(readFileSync(dotenv, 'utf8')).toBe(
        `# mine\nAUTHORITY=https://login.microsoftonline.us/organizations\nCLIENT_ID=${id}\n`,
      );
      expect(asked()).toEqual([
        { args: ['account', 'show', '--output', 'none'] },
        {
          args: [
            'rest',
            '--method',
            'POST',
            '--uri',
            'https://graph.microsoft.com/v1.0/applications',
            '--resource',
            'https://graph.microsoft.com/',
            '--headers',
            'Content-Type=application/json',
            '--body',
            '@application.json',
            '--query',
            'appId',
            '--output',
            'tsv',
          ],
          body: registrationFor(unset),
        },
      ]);
    });

    it('runs and writes nothing in a dry run, and prints the commands', () => {
      fakeAzure();
      const words = register(unset, dotenv, true);
      expect(words).toContain(
        'az rest --method POST --uri https://graph.microsoft.com/v1.0/applications',
      );
      expect(words).toContain('"brk-multihub://localhost:3000"');
      expect(asked()).toEqual([]);
      expect(existsSync(dotenv)).toBe(false);
    });

    it('makes no second registration', () => {
      fakeAzure();
      const registered = { ...unset, clientId: id };
      const words = register(registered, dotenv, false);
      expect(words).toContain('registered already');
      expect(words).toContain('CLIENT_ID out of .env and of the environment');
      expect(register(registered, dotenv, true)).toBe(words);
      expect(asked()).toEqual([]);
    });

    it('names what an earlier registration needs at this origin', () => {
      const words = register(
        { ...unset, clientId: id, addinOrigin: 'https://keeper.contoso.com' },
        dotenv,
        false,
      );
      expect(words).toContain('https://keeper.contoso.com/auth-end.html');
      expect(words).toContain('brk-multihub://keeper.contoso.com');
    });

    it.each<[string, Parameters<typeof fakeAzure>[0], RegExp]>([
      [
        'no user is signed in',
        { accountError: "ERROR: Please run 'az login' to setup account." },
        /not signed in\.\n {4}az login --allow-no-subscriptions/,
      ],
      [
        'the Azure CLI is broken',
        { accountError: "ModuleNotFoundError: No module named 'azure.cli'" },
        /^az account show .* failed: ModuleNotFoundError: No module named 'azure\.cli'\n[^]*npm run register[^]*App registrations/,
      ],
      [
        'the directory refuses',
        {
          status: 1,
          answers:
            'ERROR: Forbidden({"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}})',
        },
        /refused: ERROR: Forbidden[^]*Insufficient privileges[^]*App registrations/,
      ],
      [
        'the sign-in of the Azure CLI has expired',
        {
          status: 1,
          answers:
            'ERROR: AADSTS70043: The refresh token has expired\nInteractive authentication is needed. Please run:\naz login --scope https://graph.microsoft.com//.default',
        },
        /^The Azure CLI must sign in again[^]*AADSTS70043[^]*\n {4}az login --allow-no-subscriptions --scope https:\/\/graph\.microsoft\.com\/\/\.default$/,
      ],
      [
        'a proxy has a certificate that the Azure CLI does not know',
        {
          status: 1,
          answers:
            "ERROR: HTTPSConnectionPool(host='graph.microsoft.com', port=443): Max retries exceeded with url: /v1.0/applications (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]')))",
        },
        /^Microsoft Graph was not reached[^]*CERTIFICATE_VERIFY_FAILED[^]*\n {4}.*HTTPS_PROXY.*REQUESTS_CA_BUNDLE/,
      ],
      [
        'a proxy makes no connection, and says so in the words of a server',
        {
          status: 1,
          answers:
            "ERROR: HTTPSConnectionPool(host='graph.microsoft.com', port=443): Max retries exceeded with url: /v1.0/applications (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 503 Service Unavailable')))",
        },
        /^Microsoft Graph was not reached[^]*503[^]*\n {4}.*HTTPS_PROXY/,
      ],
      [
        'the connection ends before the answer',
        {
          status: 1,
          answers:
            "ERROR: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
        },
        /unknown whether[^]*Connection aborted[^]*Look under App registrations before you try again/,
      ],
      [
        'a retried request has no answer in time',
        {
          status: 1,
          answers:
            'ERROR: HTTPSConnectionPool(host=\'graph.microsoft.com\', port=443): Max retries exceeded with url: /v1.0/applications (Caused by ReadTimeoutError("Read timed out."))',
        },
        /unknown whether[^]*Look under App registrations before you try again/,
      ],
      [
        'Microsoft Graph has a fault',
        { status: 1, answers: 'ERROR: Gateway Timeout({"error":{"code":"UnknownError"}})' },
        /unknown whether[^]*Look under App registrations before you try again/,
      ],
      ['the answer is no id', { answers: 'null' }, /without a client id/],
      [
        'there is no answer, and the application may exist',
        { killed: true },
        /unknown whether[^]*Look under App registrations before you try again/,
      ],
    ])('writes nothing when %s', (_when, azure, words) => {
      fakeAzure(azure);
      const attempt = (): string => register(unset, dotenv, false);
      expect(attempt).toThrow(ProblemError);
      expect(attempt).toThrow(words);
      expect(existsSync(dotenv)).toBe(false);
    });

    it('names the application that it has made where .env cannot be written', () => {
      fakeAzure();
      const attempt = (): string => register(unset, join(folder, 'missing', '.env'), false);
      expect(attempt).toThrow(ProblemError);
      expect(attempt).toThrow(new RegExp(`cannot be written[^]*CLIENT_ID=${id}`));
    });

    it.each([
      ["'az' is not recognized as an internal or external command,"],
      ['Der Befehl "az" ist entweder falsch geschrieben oder'],
      ['"az" no se reconoce como un comando interno o externo,'],
    ])('says how to do it by hand where Windows says %s', (accountError) => {
      fakeAzure({ accountError });
      vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }));
      expect(register(unset, dotenv, false)).toMatch(/az\) is not installed;[^]*App registrations/);
    });

    it('says how to do it by hand where there is no Azure CLI', () => {
      vi.stubEnv('PATH', folder);
      const words = register(
        readSettings('', { ADDIN_ORIGIN: 'https://keeper.contoso.com' }),
        dotenv,
        false,
      );
      expect(words).toContain('https://keeper.contoso.com/auth-end.html');
      expect(words).toContain('Files.ReadWrite');
      expect(existsSync(dotenv)).toBe(false);
    });
  },
);

it('.env keeps its other lines as they are', () => {
  expect(withClientId('', id)).toBe(`CLIENT_ID=${id}\n`);
  expect(withClientId('CLIENT_ID=\nGRAPH_ROOT=https://graph.example/v1.0\n', id)).toBe(
    `CLIENT_ID=\nGRAPH_ROOT=https://graph.example/v1.0\nCLIENT_ID=${id}\n`,
  );
  expect(readSettings(withClientId('CLIENT_ID=', id), {}).clientId).toBe(id);
});
