import { settingFaults } from '../build/settingRules';
import type { Complaint } from './deployment';

/** The page's words in English; `data-word` in page.html names most of them. */
export const english = {
  title: 'Set up Session Keeper',
  intro:
    'Two files of the pane depend on where it is served and for whom: manifest.xml and taskpane.html. This page fills them in. It works on this computer only and sends nothing.',
  whereHeading: '1. Where the pane is served',
  origin: 'Origin',
  originHint:
    'The address of your web server: https, host, and port, without a path. Example: https://keeper.contoso.com',
  registerHeading: '2. Register the application',
  registerIntro: 'In the Microsoft Entra admin center, App registrations, New registration:',
  registerAccounts:
    'Supported account types: accounts in any organizational directory (multitenant). For accounts of one organization only, also fill in Organization below.',
  registerRedirects:
    'Authentication, Add a platform, Single-page application: add all of these redirect URIs.',
  redirectsMissing: 'They appear here when the origin is filled in.',
  copyRedirects: 'Copy redirect URIs',
  registerPermission:
    'API permissions, Microsoft Graph, Delegated permissions: Files.ReadWrite. No secret is needed.',
  valuesHeading: '3. Configure the pane',
  clientId: 'Application (client) ID',
  clientIdHint:
    'From the overview of the registration. Example: 11111111-2222-4333-8444-555555555555',
  cloud: 'Cloud',
  cloudHint:
    'The China cloud doesn’t offer workbook sessions. US Government, GCC included: README.txt names the server of office.js for your cloud.',
  worldwide: 'Worldwide',
  governmentL4: 'US Government L4 (GCC High)',
  governmentL5: 'US Government L5 (DoD)',
  tenant: 'Organization (optional)',
  tenantHint:
    'The tenant ID or domain of the one organization whose accounts and guests may sign in. Empty: every organization. Example: contoso.com',
  make: 'Make the files',
  filesHeading: '4. Files',
  manifestUse: 'Tells Excel where the pane is. You upload it in the Microsoft 365 admin center.',
  downloadManifest: 'Download manifest.xml',
  copyManifest: 'Copy manifest.xml',
  taskpaneUse:
    'The pane’s page with your configuration. Put it into the folder “pane” in place of the file of the same name.',
  downloadTaskpane: 'Download taskpane.html',
  copyTaskpane: 'Copy taskpane.html',
  configurationHeading: 'Configuration',
  configurationUse:
    'What taskpane.html contains in the element with the id “configuration”; only for administrators who write it there with a tool of their own.',
  copyConfiguration: 'Copy configuration',
  headersHeading: 'Headers',
  headersUse:
    'The response headers that the server must send. These files are already in the folder “pane” and are the same for every origin and cloud of this page. Keep the one for your server.',
  deployHeading: '5. Serve and deploy',
  deployServe:
    'Serve the content of the folder “pane” at the root of the origin, with the headers.',
  deployCheck:
    'Open taskpane.html at the origin in a browser: the pane appears with the button “Sign in”, or says what is wrong with its configuration.',
  deployUpload:
    'In the Microsoft 365 admin center, Settings, Integrated apps, Upload custom apps, Office Add-in: upload manifest.xml. It can take up to a day until Excel shows the add-in.',
  deployConsent:
    'Where users may not consent themselves: in the registration, API permissions, Grant admin consent.',
  ready: 'The files are ready.',
  copied: 'Copied.',
  notCopied: 'The browser didn’t allow copying.',
  toCorrect: (count: number) =>
    count === 1 ? 'One field must be corrected.' : `${count} fields must be corrected.`,
  complaint: ({ setting, text, fault, example }: Complaint) =>
    fault === 'missing'
      ? `${setting} is missing. Example: ${example}`
      : `${setting} is ${text}: it ${settingFaults[fault]}. Example: ${example}`,
};
export type Words = typeof english;
