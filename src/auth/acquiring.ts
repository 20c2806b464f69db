import type { AccountInfo, AuthenticationResult, PopupRequest, SilentRequest } from '@azure/msal-browser';
import type { Clock } from '../session/ports';
import type { Made, OfficeOffer } from './client';
import { DialogOpener } from './dialogWindow';
import { DialogClosed } from './failures';
import { PopupOpener } from './popupWindow';

/** What every request names. MSAL does not tell Excel the authority of its configuration, so it is on the request. */
export type Asked = Pick<SilentRequest, 'scopes' | 'authority'> & { readonly claims?: string; readonly renew?: boolean };

/** A silent request has no limit of its own in a nested app; elsewhere a slow network is given more time. */
const silentLimitMs = { nested: 8_000, dialog: 15_000, popup: 15_000 } as const;

/**
 * MSAL keeps what it logs, some sixty lines for a token and at most 500, for each of the last fifty ids; with one id for as
 * long as the pane lives it keeps 500 lines in all. The service, too, means an id to group what belongs together.
 */
const correlationId = crypto.randomUUID();

/** See {@link Client.silently}. */
export function acquireSilently({ application, way }: Made, known: AccountInfo | null, asked: Asked, clock: Clock): Promise<AuthenticationResult> {
  const account = known ?? application.getActiveAccount() ?? application.getAllAccounts()[0] ?? null;
  if (account === null && way !== 'nested') return Promise.reject(new InteractionRequired());
  const { scopes, authority, claims, renew = false } = asked;
  const request: SilentRequest = {
    scopes,
    correlationId,
    ...(authority === undefined ? {} : { authority }),
    forceRefresh: renew,
    ...(account === null ? {} : { account }),
    ...(claims === undefined ? {} : { claims }),
    // The hidden frame must not load the page that ends a dialog.
    ...(way === 'dialog' ? { redirectUri: new URL('blank.html', window.location.origin).href } : {}),
  };
  return inTime(clock, silentLimitMs[way], application.acquireTokenSilent(request));
}

/** See {@link Client.inWindow}. */
export async function acquireInWindow(
  { application, way }: Made,
  request: PopupRequest,
  office: OfficeOffer | null,
  signal: AbortSignal,
): Promise<AuthenticationResult> {
  const opener = openerFor(way, office);
  signal.addEventListener('abort', () => opener?.close(), { once: true });
  try {
    return await application.acquireTokenPopup({
      ...request,
      ...(opener === undefined ? {} : { popupWindowParent: opener.asWindow() }),
      overrideInteractionInProgress: true,
    });
  } catch (error) {
    throw opener?.closedWith === undefined ? error : new DialogClosed(opener.closedWith, error);
  }
}

function openerFor(way: Made['way'], office: OfficeOffer | null): DialogOpener | PopupOpener | undefined {
  if (way === 'popup') return new PopupOpener();
  return way === 'dialog' && office !== null ? new DialogOpener(office.openDialog) : undefined;
}

class InteractionRequired extends Error {
  readonly errorCode = 'interaction_required';
}

class TimedOut extends Error {
  readonly errorCode = 'timed_out';
}

function inTime<T>(clock: Clock, limitMs: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wake(clock.now() + limitMs, () => reject(new TimedOut()));
    promise.then(resolve, reject).finally(cancel);
  });
}
