import type { Configuration } from '@azure/msal-browser';
import {
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
} from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { acquireInteractively, acquireSilently } from './acquiring';
import { parseAuthority } from './authority';
import type { Applications, Client, Made, NestedFlag, OfficeOffer, Registration } from './types';
import { withTimeout } from '../session/withTimeout';

const msal: Applications = {
  nestable: createNestablePublicClientApplication,
  standard: createStandardPublicClientApplication,
};

/** MSAL waits without end for a bridge that does not answer. Source: msal-browser, BridgeProxy. */
const bridgeLimitMs = 4_000;
/** MSAL closes the window of a slow user after 60 s by default. */
const popupPatienceMs = 10 * 60_000;

const microsoftAuthorities = ['login.microsoftonline.com', 'login.microsoftonline.us'];

/** Makes the MSAL client for this place; the module, with MSAL in it, is loaded when it is first asked for. */
export async function createClient(
  registration: Registration,
  office: OfficeOffer | null,
  nested: NestedFlag,
  clock: Clock,
  applications: Applications = msal,
): Promise<Client> {
  const made = await applicationFor(registration, office, nested, clock, applications);
  return {
    ...made,
    acquireSilent: (known, asked) => acquireSilently(made, known, asked, clock),
    acquireInteractive: (request, signal) => acquireInteractively(made, request, office, signal),
  };
}

async function applicationFor(
  registration: Registration,
  office: OfficeOffer | null,
  nested: NestedFlag,
  clock: Clock,
  { nestable, standard }: Applications,
): Promise<Made> {
  if (office?.nestedAppAuth === true && !nested.failed()) {
    const configuration = configurationFor(registration, 'taskpane.html', {});
    const made = await withTimeout(nestable(configuration), bridgeLimitMs, clock).catch(
      () => undefined,
    );
    // Without a bridge MSAL silently makes a standard client, whose pop-up cannot answer here.
    if (made !== undefined && 'nestedAppAuthBridge' in window) {
      return { application: made, method: 'nested' };
    }
    nested.fails();
  }
  if (office !== null) {
    const system = { enableLegacyPolling: true, navigatePopups: false, allowPlatformBroker: false };
    const configuration = configurationFor(registration, 'auth-end.html', system);
    return { application: await standard(configuration), method: 'dialog' };
  }
  const configuration = configurationFor(registration, 'redirect.html', {
    popupBridgeTimeout: popupPatienceMs,
  });
  return { application: await standard(configuration), method: 'popup' };
}

function configurationFor(
  { clientId, authority }: Registration,
  page: string,
  system: NonNullable<Configuration['system']>,
): Configuration {
  const { url, host } = parseAuthority(authority);
  return {
    auth: {
      clientId,
      authority: url,
      redirectUri: new URL(page, window.location.origin).href,
      knownAuthorities: microsoftAuthorities.includes(host) ? [] : [host],
      clientCapabilities: ['CP1'],
      // The pages that receive answers send no COOP, and only we frame them.
      originCheck: false,
    },
    cache: { cacheLocation: 'sessionStorage' },
    system: {
      ...system,
      loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false },
    },
  };
}
