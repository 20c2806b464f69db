import type { Configuration, IPublicClientApplication } from '@azure/msal-browser';
import {
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
  PublicClientApplication,
} from '@azure/msal-browser';
import type { Clock } from '../session/services';
import { acquireInteractive, acquireSilent } from './acquiring';
import { parseAuthority } from './authority';
import { withRequestLimit } from './requestLimit';
import type { Applications, Client, OfficeOffer, Registration, SignInMethod } from './types';
import { withTimeout } from '../session/withTimeout';

const msal: Applications = {
  async nestable(configuration) {
    const nested: IPublicClientApplication[] = [];
    // If the bridge fails MSAL hides the error and creates a standard client, whose pop-up does not
    // work here. Source: msal-browser 5.30, createNestablePublicClientApplication.
    await createNestablePublicClientApplication(configuration, undefined, (...made) => {
      const application = new PublicClientApplication(...made);
      nested.push(application);
      return application;
    });
    return nested[0];
  },
  standard: (configuration, clock) =>
    createStandardPublicClientApplication(withRequestLimit(configuration, clock)),
};

/** Excel offers nested app auth, but the page has no bridge. */
class BridgeMissing extends Error {
  readonly errorCode = 'bridge_missing';
}

/** Excel's bridge did not accept MSAL's first request. */
class BridgeRefused extends Error {
  readonly errorCode = 'bridge_refused';
}

/**
 * Time limit (ms) for the bridge to respond at the start: MSAL itself has none. Source:
 * msal-browser, BridgeProxy.
 */
const bridgeTimeoutMs = 4_000;
/** Time limit (ms) of the pop-up: MSAL's default closes it after 60 s. */
const popupTimeoutMs = 10 * 60_000;

const microsoftAuthorities = ['login.microsoftonline.com', 'login.microsoftonline.us'];

/** The sign-in method for this host; `withoutBridge` if Excel's bridge was left in this tab. */
export function methodFor(office: OfficeOffer | null, withoutBridge: boolean): SignInMethod {
  if (office === null) return 'popup';
  return office.nestedAppAuth && !withoutBridge ? 'nested' : 'dialog';
}

type System = NonNullable<Configuration['system']>;

/** The page that receives responses, and MSAL's system settings. */
const settings: Readonly<Record<SignInMethod, readonly [string, System]>> = {
  nested: ['taskpane.html', {}],
  dialog: [
    'auth-end.html',
    { enableLegacyPolling: true, navigatePopups: false, allowPlatformBroker: false },
  ],
  popup: ['redirect.html', { popupBridgeTimeout: popupTimeoutMs }],
};

/**
 * Creates the MSAL client for the method.
 * @throws BridgeMissing, BridgeRefused or TimedOut if Excel's bridge cannot be used, else MSAL's
 * error
 */
export async function createClient(
  registration: Registration,
  office: OfficeOffer | null,
  method: SignInMethod,
  clock: Clock,
  applications: Applications = msal,
): Promise<Client> {
  const configuration = configurationFor(registration, ...settings[method]);
  const application = await (method === 'nested'
    ? createNested(configuration, clock, applications)
    : applications.standard(configuration, clock));
  const made = { application, method };
  return {
    ...made,
    acquireSilent: (known, options) => acquireSilent(made, known, options, clock),
    acquireInteractive: (request, signal) => acquireInteractive(made, request, office, signal),
  };
}

async function createNested(
  configuration: Configuration,
  clock: Clock,
  { nestable }: Applications,
): Promise<IPublicClientApplication> {
  const application = await withTimeout(nestable(configuration), bridgeTimeoutMs, clock);
  if (!('nestedAppAuthBridge' in window)) throw new BridgeMissing();
  if (application === undefined) throw new BridgeRefused();
  return application;
}

function configurationFor(
  { clientId, authority }: Registration,
  page: string,
  system: System,
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
