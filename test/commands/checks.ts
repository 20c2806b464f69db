/** What stands in the way of a command, and the one command that mends it. */
export interface Problem {
  readonly what: string;
  readonly mend: string;
}

export type App = 'desktop' | 'web';

/** What a command has found out about the machine before it does anything. */
export interface Facts {
  readonly app: App;
  /** As `process.version` says it. */
  readonly nodeVersion: string;
  /** As package.json says it under `engines`: `^20.19 || >=22.13`. */
  readonly nodeWanted: string;
  readonly platform: NodeJS.Platform;
  readonly clientId: string;
  /** The address after --document. */
  readonly document: string | undefined;
  /** Whether there is a developer's certificate for localhost that this machine trusts. */
  readonly certificateTrusted: boolean;
  readonly portTaken: boolean;
}

/** Every problem, in the order in which a person should mend them; where the platform is wrong, nothing else matters. */
export function problemsOf(facts: Facts): readonly Problem[] {
  const platform = platformProblem(facts);
  if (platform !== undefined) return [platform];
  const checks = [nodeProblem, documentProblem, clientIdProblem, certificateProblem, portProblem];
  return checks.map((check) => check(facts)).filter((problem) => problem !== undefined);
}

/** Excel for the desktop is there on Windows and Mac only. */
export function platformProblem({ app, platform }: Pick<Facts, 'app' | 'platform'>): Problem | undefined {
  if (app === 'web' || platform === 'win32' || platform === 'darwin') return undefined;
  return {
    what: 'Excel for the desktop runs on Windows and Mac only.',
    mend: 'npm run start:web -- --document <address of a workbook>   (Excel on the web; or, without an account: npm run sandbox)',
  };
}

/** The tools need the Node that package.json names; of a line that has them only from some version on, that version. */
export function nodeProblem({ nodeVersion, nodeWanted }: Pick<Facts, 'nodeVersion' | 'nodeWanted'>): Problem | undefined {
  const ranges = [...nodeWanted.matchAll(/(\^|>=)(\d+)\.(\d+)/g)].map(([, kind, major, minor]) => ({ same: kind === '^', major: Number(major), minor: Number(minor) }));
  const [, major = 0, minor = 0] = (/^v(\d+)\.(\d+)/.exec(nodeVersion) ?? []).map(Number);
  if (ranges.some((range) => (major === range.major && minor >= range.minor) || (!range.same && major > range.major))) return undefined;
  const wanted = ranges.map((range) => `${range.major}.${range.minor}`).join(', ');
  return { what: `This is Node ${nodeVersion.replace('v', '')}; Node ${wanted} or newer is needed.`, mend: `nvm install ${ranges.at(-1)?.major ?? ''}   (or https://nodejs.org)` };
}

/** Excel on the web opens a workbook by its address. */
export function documentProblem({ app, document }: Pick<Facts, 'app' | 'document'>): Problem | undefined {
  if (app === 'desktop' || (document !== undefined && isHttps(document))) return undefined;
  return {
    what: document === undefined ? 'The address of a workbook in OneDrive or SharePoint is missing.' : `${document} is not the https address of a workbook.`,
    mend: 'npm run start:web -- --document "https://…"   (in Excel on the web: Share, Copy link)',
  };
}

/** The address as Office's tool needs it, which adds "&…" at the end: with a query, and no fragment. */
export function withQuery(address: string): string {
  const url = new URL(address);
  if (url.search === '') url.search = 'web=1';
  url.hash = '';
  return url.href;
}

/** Nobody can sign in without a registered application. */
export function clientIdProblem({ clientId }: Pick<Facts, 'clientId'>): Problem | undefined {
  if (isClientId(clientId)) return undefined;
  const what = clientId === '' ? 'The client id is not set: no application has been registered for the pane.' : `CLIENT_ID is ${clientId}, which is no client id.`;
  return { what, mend: 'npm run register' };
}

/** Excel shows a pane only over https with a certificate that the machine trusts. */
export const untrusted: Problem = { what: 'There is no certificate for localhost that this machine trusts.', mend: 'npx office-addin-dev-certs install' };
const certificateProblem = ({ certificateTrusted }: Pick<Facts, 'certificateTrusted'>): Problem | undefined => (certificateTrusted ? undefined : untrusted);

/** The pane's pages come from port 3000, which the manifest and the registration name. */
export function portTakenBy(platform: NodeJS.Platform): Problem {
  const find = platform === 'win32' ? 'netstat -ano | findstr :3000' : 'lsof -i :3000';
  return { what: 'Port 3000 is taken by another program, or the pane is running already.', mend: `npm stop   (npm run serve: Ctrl+C in its window; if it is another program: ${find})` };
}
const portProblem = ({ portTaken, platform }: Pick<Facts, 'portTaken' | 'platform'>): Problem | undefined => (portTaken ? portTakenBy(platform) : undefined);

/** Application ids of Microsoft Entra are GUIDs. */
export function isClientId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

/** Says every problem in a line of its own, with the command that mends it. */
export function tell(problems: readonly Problem[]): string {
  return problems.map(({ what, mend }) => `${what}\n    ${mend}`).join('\n');
}
