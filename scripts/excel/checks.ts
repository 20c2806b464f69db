import { untrusted } from '../certificates';
import type { CertificateFault } from '../certificateFaults';
import { certificateProblem } from '../certificateFaults';
import type { PortFault } from '../portProblems';
import { portProblem } from '../portProblems';
import type { Problem } from '../problems';
import type { InstallationFacts } from './desktopChecks';
import { desktopProblems } from './desktopChecks';

/** The kind of Excel. */
export type App = 'desktop' | 'web';

/** What `npm start` knows about the machine before it starts. */
export interface Facts {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly clientId: string;
  /** Invalid settings. The client ID is unknown while there are any. */
  readonly settingsProblems: readonly Problem[];
  /** Value of --document. */
  readonly document: string | undefined;
  /** Whether this machine trusts a development certificate for localhost. */
  readonly certificateTrusted: boolean;
  /** Fault of a certificate that is there; undefined for none or an unknown one. */
  readonly certificateFault?: CertificateFault | undefined;
  /** Excel on this machine; undefined for Excel on the web. */
  readonly desktop?: InstallationFacts | undefined;
  /** Why the development server cannot have its port; undefined if it can. */
  readonly portFault: PortFault | undefined;
}

/**
 * All problems, in the order in which the user should fix them; on an unsupported platform, only
 * that one.
 */
export function problemsOf(facts: Facts): readonly Problem[] {
  const platform = platformProblem(facts);
  if (platform !== undefined) return [platform];
  const problems = [
    documentProblem(facts),
    ...facts.settingsProblems,
    facts.settingsProblems.length === 0 ? clientIdProblem(facts) : undefined,
    ...(facts.desktop === undefined ? [] : desktopProblems(facts.desktop)),
    certificateProblemOf(facts),
    facts.portFault && portProblem(facts.portFault, facts.platform),
  ];
  return problems.filter((problem) => problem !== undefined);
}

/** The problem of a certificate that is missing, or one that Excel and Edge do not accept. */
function certificateProblemOf({
  certificateTrusted,
  certificateFault,
}: Facts): Problem | undefined {
  if (!certificateTrusted) return untrusted;
  return certificateFault === undefined ? undefined : certificateProblem(certificateFault);
}

/** A problem for Excel on the desktop anywhere but on Windows and Mac. */
export function platformProblem({
  app,
  platform,
}: Pick<Facts, 'app' | 'platform'>): Problem | undefined {
  if (app === 'web' || platform === 'win32' || platform === 'darwin') return undefined;
  return {
    what: 'Excel for the desktop runs on Windows and Mac only.',
    fix: 'npm run start:web -- --document <address of a workbook>   (Excel on the web; or, without an account: npm run sandbox)',
  };
}

/** A problem when the workbook's https address is missing, which Excel on the web needs. */
function documentProblem({ app, document }: Pick<Facts, 'app' | 'document'>): Problem | undefined {
  if (app === 'desktop' || (document !== undefined && isHttps(document))) return undefined;
  return {
    what:
      document === undefined
        ? 'The address of a workbook in OneDrive or SharePoint is missing.'
        : `${document} is not the https address of a workbook.`,
    fix: 'npm run start:web -- --document "https://…"   (in Excel on the web: Share, Copy link)',
  };
}

/**
 * The workbook's address for Office's tool, which appends "&…": with a query, and without a
 * fragment.
 */
export function withQuery(address: string): string {
  const url = new URL(address);
  if (url.search === '') url.search = 'web=1';
  url.hash = '';
  return url.href;
}

/** A problem without a client ID, which sign-in needs. */
function clientIdProblem({ clientId }: Pick<Facts, 'clientId'>): Problem | undefined {
  if (clientId !== '') return undefined;
  return {
    what: 'The client id is not set: no application has been registered for the pane.',
    fix: 'npm run register',
  };
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
