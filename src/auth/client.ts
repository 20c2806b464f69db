import type { Configuration } from '@azure/msal-browser';
import {
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
} from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { acquireInteractive, acquireSilent } from './acquiring';
import { parseAuthority } from './authority';
import type {
  Applications,
  Client,
  MsalApplication,
  NestedStatus,
  OfficeOffer,
  Registration,
} from './types';
import { withTimeout } from '../session/withTimeout';

const msal: Applications = {
  nestable: createNestablePublicClientApplication,
  standard: createStandardPublicClientApplication,
};

/**
 * Time limit (ms) for the bridge to respond at the start: MSAL itself has none. Source:
 * msal-browser, BridgeProxy.
 */
const bridgeTimeoutMs = 4_000;
/** Time limit (ms) of the pop-up: MSAL's default closes it after 60 s. */
const popupTimeoutMs = 10 * 60_000;

const microsoftAuthorities = ['login.microsoftonline.com', 'login.microsoftonline.us'];

/** Creates the MSAL client for this host. */
export async function createClient(
  registration: Registration,
  office: OfficeOffer | null,
  nested: NestedStatus,
  clock: Clock,
  applications: Applications = msal,
): Promise<Client> {
  const made = await applicationFor(registration, office, nested, clock, applications);
  return {
    ...made,
    acquireSilent: (known, options) => acquireSilent(made, known, options, clock),
    acquireInteractive: (request, signal) => acquireInteractive(made, request, office, signal),
  };
}

async function applicationFor(
  registration: Registration,
  office: OfficeOffer | null,
  nested: NestedStatus,
  clock: Clock,
  { nestable, standard }: Applications,
): Promise<MsalApplication> {
  if (office?.nestedAppAuth === true && !nested.failed()) {
    const configuration = configurationFor(registration, 'taskpane.html', {});
    const made = await withTimeout(nestable(configuration), bridgeTimeoutMs, clock).catch(
      () => undefined,
    );
    // Without a bridge MSAL silently creates a standard client, whose pop-up does not work here.
    if (made !== undefined && 'nestedAppAuthBridge' in window) {
      return { application: made, method: 'nested' };
    }
    nested.markFailed();
  }
  if (office !== null) {
    const system = { enableLegacyPolling: true, navigatePopups: false, allowPlatformBroker: false };
    const configuration = configurationFor(registration, 'auth-end.html', system);
    return { application: await standard(configuration), method: 'dialog' };
  }
  const configuration = configurationFor(registration, 'redirect.html', {
    popupBridgeTimeout: popupTimeoutMs,
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
      // The pages that receive responses send no COOP header, and only this app frames them.
      originCheck: false,
    },
    cache: { cacheLocation: 'sessionStorage' },
    system: {
      ...system,
      loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false },
    },
  };
}
