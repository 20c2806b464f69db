import type { AccountInfo, AuthenticationResult, Configuration, IPublicClientApplication, PopupRequest } from '@azure/msal-browser';
import { createNestablePublicClientApplication, createStandardPublicClientApplication } from '@azure/msal-browser';
import type { Clock } from '../session/ports';
import type { Asked } from './acquiring';
import { acquireInWindow, acquireSilently } from './acquiring';
import type { OpenDialog } from './dialogWindow';
import { within } from './within';

/** How a person signs in here: through Excel itself, in a dialog of Office, or in a window of the browser. */
export type Way = 'nested' | 'dialog' | 'popup';

/** MSAL's own client, and the way it is for. */
export interface Made {
  readonly application: IPublicClientApplication;
  readonly way: Way;
}

export interface Client extends Made {
  /** A token without a window. Outside Excel's own sign-in there must be an account to ask for. */
  readonly silently: (known: AccountInfo | null, asked: Asked) => Promise<AuthenticationResult>;
  /** A token by way of a window, which only a click may open. `signal` closes it. @throws DialogClosed */
  readonly inWindow: (request: PopupRequest, signal: AbortSignal) => Promise<AuthenticationResult>;
}

export interface Registration {
  readonly clientId: string;
  /** https://…/organizations */
  readonly authority: string;
}

/** What Office offers for signing in; null in a plain browser tab. */
export interface OfficeOffer {
  readonly nestedAppAuth: boolean;
  readonly openDialog: OpenDialog;
  /** The user name of whoever is signed in to Excel, where Excel tells it. */
  readonly person?: () => string | undefined;
}

/** Excel's bridge: whether it did not keep its promise before, and a note that it did not. */
interface Nested {
  readonly failed: () => boolean;
  readonly fails: () => void;
}

/** A bridge that does not answer never settles by itself. Source: msal-browser, BridgeProxy. */
const bridgeLimitMs = 4_000;
/** MSAL closes the window of a slow person after 60 s by default. */
const popupPatienceMs = 10 * 60_000;

const microsoftAuthorities = ['login.microsoftonline.com', 'login.microsoftonline.us'];

/** Makes the MSAL client for this place; the module, with MSAL in it, is loaded when it is first asked for. */
export async function createClient(
  registration: Registration,
  office: OfficeOffer | null,
  nested: Nested,
  clock: Clock,
): Promise<Client> {
  const made = await applicationFor(registration, office, nested, clock);
  return {
    ...made,
    silently: (known, asked) => acquireSilently(made, known, asked, clock),
    inWindow: (request, signal) => acquireInWindow(made, request, office, signal),
  };
}

async function applicationFor(
  registration: Registration,
  office: OfficeOffer | null,
  nested: Nested,
  clock: Clock,
): Promise<Made> {
  if (office?.nestedAppAuth === true && !nested.failed()) {
    const configuration = configurationFor(registration, 'taskpane.html', {});
    const made = await within(bridgeLimitMs, clock, createNestablePublicClientApplication(configuration));
    // Without a bridge MSAL silently makes a standard client, whose pop-up cannot answer here.
    if (made !== undefined && 'nestedAppAuthBridge' in window) return { application: made, way: 'nested' };
    nested.fails();
  }
  if (office !== null) {
    const system = { enableLegacyPolling: true, navigatePopups: false, allowPlatformBroker: false };
    const configuration = configurationFor(registration, 'auth-end.html', system);
    return { application: await createStandardPublicClientApplication(configuration), way: 'dialog' };
  }
  const configuration = configurationFor(registration, 'redirect.html', { popupBridgeTimeout: popupPatienceMs });
  return { application: await createStandardPublicClientApplication(configuration), way: 'popup' };
}

function configurationFor(
  { clientId, authority }: Registration,
  page: string,
  system: NonNullable<Configuration['system']>,
): Configuration {
  const { host } = new URL(authority);
  return {
    auth: {
      clientId,
      authority,
      redirectUri: new URL(page, window.location.origin).href,
      knownAuthorities: microsoftAuthorities.includes(host) ? [] : [host],
      clientCapabilities: ['CP1'],
      // The pages that receive answers send no COOP, and only we frame them.
      originCheck: false,
    },
    cache: { cacheLocation: 'sessionStorage' },
    system: { ...system, loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false } },
  };
}
