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
}

/** The languages whose scripts run on any developer's machine. */
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
];

/** Whether the machine can run a script of the language. */
export const canRun = ({ check: [command, ...parameters] }: Language): boolean =>
  spawnSync(command, parameters).status === 0;

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
  };
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
