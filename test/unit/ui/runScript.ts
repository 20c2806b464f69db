import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snippetsFor, type SessionTarget } from '../../../src/ui/workspace/copy-as/snippets';
import { makeCertificate } from '../../sandbox/certificate';
import { caVariables } from '../../sandbox/excel/scriptLines';
import type { WorkbookFile } from '../../sandbox/graph/files';
import { adele } from '../../sandbox/identity/accounts';
import { createUserAgent } from '../../sandbox/identity/userAgent';
import type { RecordedRequest } from '../../sandbox/requestLog';
import type { SandboxWorld } from '../../sandbox/world';
import { startWorld } from '../../sandbox/world';

/** How the script of one language is started, as its users start it. */
export interface Language {
  readonly name: string;
  /** What the script writes into the workbook. */
  readonly writes: string;
  /** The file to put it into; without one, it is pasted into the program's input. */
  readonly file?: string;
  readonly command: readonly [string, ...string[]];
  /** Exits with 0 where the script can run. */
  readonly check: readonly [string, ...string[]];
  /** Other files that the program needs beside the script. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The message without a token, if the language's own module signs in. */
  readonly withoutToken?: string;
  /** True if few machines have the program; there the grammar of the script is tested alone. */
  readonly rare?: true;
}

const noTokenMessage =
  'GRAPH_TOKEN is not set. It takes an access token with the scope Files.ReadWrite.';

/** A console project of .NET 8 or newer, as `dotnet new console` makes it. */
const consoleProject = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
`;

/**
 * Connects Microsoft's module with the token, as Connect-MgGraph does for a user, and runs the
 * script. Source: Microsoft Graph PowerShell, Add-MgEnvironment and Connect-MgGraph.
 */
const connected = `if ($env:GRAPH_TOKEN) {
    Add-MgEnvironment -Name Sandbox -AzureADEndpoint https://login.microsoftonline.com -GraphEndpoint $env:GRAPH_ORIGIN | Out-Null
    Connect-MgGraph -Environment Sandbox -AccessToken (ConvertTo-SecureString $env:GRAPH_TOKEN -AsPlainText) -NoWelcome
}
. ./session.ps1
`;

/** Every language that the pane has code for. */
export const languages: readonly Language[] = [
  {
    name: 'Python',
    writes: 'Written by Python',
    file: 'session.py',
    command: ['python3', 'session.py'],
    check: ['python3', '-c', 'import requests'],
  },
  {
    name: 'JavaScript (fetch)',
    writes: 'Written by fetch',
    file: 'session.mjs',
    command: ['node', 'session.mjs'],
    check: ['node', '--version'],
  },
  {
    name: 'JavaScript (Graph SDK)',
    writes: 'Written by the SDK',
    file: 'session.mjs',
    command: ['node', 'session.mjs'],
    check: ['node', '--version'],
  },
  { name: 'curl', writes: 'Written by curl', command: ['bash'], check: ['curl', '--version'] },
  {
    name: 'C#',
    writes: 'Written by C#',
    file: 'Program.cs',
    beside: { 'session.csproj': consoleProject },
    command: ['dotnet', 'run'],
    check: ['dotnet', '--version'],
    rare: true,
  },
  {
    name: 'PowerShell',
    writes: 'Written by PowerShell',
    file: 'session.ps1',
    beside: { 'connected.ps1': connected },
    command: ['pwsh', '-NoProfile', '-File', 'connected.ps1'],
    check: [
      'pwsh',
      '-NoProfile',
      '-Command',
      'Import-Module Microsoft.Graph.Authentication -ErrorAction Stop',
    ],
    withoutToken: 'Sign in first: Connect-MgGraph -Scopes Files.ReadWrite',
    rare: true,
  },
];

/** Whether the machine can run a script of the language. */
export const canRun = ({ check: [command, ...parameters] }: Language): boolean =>
  spawnSync(command, parameters).status === 0;

/** What the script says without a token. */
export const withoutToken = ({ withoutToken: own }: Language): string => own ?? noTokenMessage;

/** How a script ended. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A service on localhost and a folder, for the scripts of one language. */
export interface Stage {
  readonly language: Language;
  readonly world: SandboxWorld;
  readonly file: WorkbookFile;
  /** Opens a session, as the pane would, and writes the script for it. */
  copy(persistChanges: boolean): Copied;
  run(text: string, env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** What the service was asked since `copy`. */
  requests(): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** A script on the clipboard, and the session that it is for. */
export interface Copied {
  readonly text: string;
  readonly sessionId: string;
}

/** In the project's own folder, so that Node finds the packages of the project as it finds a user's. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));

/** Makes a stage; its clock is real. */
export async function openStage(language: Language): Promise<Stage> {
  const certificate = await makeCertificate(['localhost']);
  const world = await startWorld({ mode: 'localhost', certificate, dist: tmpdir() });
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'script-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, certificate.authority);
  const [drive] = world.graph.drives;
  const [file] = drive?.files ?? [];
  if (drive === undefined || file === undefined) throw new Error('The world has no workbook.');
  const token = await signIn(world);
  const env = {
    ...Object.fromEntries(caVariables.map((name) => [name, caFile])),
    GRAPH_TOKEN: token,
    GRAPH_ORIGIN: world.origins.graph,
  };
  for (const [name, text] of Object.entries(language.beside ?? {})) {
    await writeFile(join(folder, name), text);
  }
  return {
    language,
    world,
    file,
    copy: (persistChanges) => {
      const { id: sessionId } = world.graph.sessions.create(file, persistChanges);
      const graphRoot = `${world.origins.graph}/v1.0`;
      const target = { graphRoot, driveId: drive.id, itemId: file.id, sessionId, persistChanges };
      world.requests.clear();
      return { text: scriptFor(language, target), sessionId };
    },
    run: async (text, changed = {}) => {
      if (language.file !== undefined) await writeFile(join(folder, language.file), text);
      return start(language, folder, text, { ...process.env, ...env, ...changed });
    },
    requests: () => world.requests.all().filter(({ service }) => service === 'graph'),
    close: async () => {
      await world.close();
      await rm(folder, { recursive: true });
    },
  };
}

function scriptFor({ name }: Language, target: SessionTarget): string {
  const snippet = snippetsFor.find((each) => each.name === name);
  if (snippet === undefined) throw new Error(`There is no code for ${name}.`);
  return snippet.script(target);
}

async function signIn(world: SandboxWorld): Promise<string> {
  const { fetch, clientId, redirectUri, origins } = world;
  const agent = createUserAgent({ fetch, identityOrigin: origins.identity, clientId, redirectUri });
  return (await agent.signIn(adele, ['Files.ReadWrite'])).accessToken;
}

function start(
  { command: [program, ...parameters], file }: Language,
  cwd: string,
  text: string,
  env: NodeJS.ProcessEnv,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, env });
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: textOf(output), errors: textOf(errors) }));
    child.stdin.end(file === undefined ? text : '');
  });
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
