import type { Problem } from '../problems';

/** What to do where the application may exist: a second registration would be of no use. */
export const lookFirst = 'Look under App registrations before you try again.';

/** The request was sent, and what became of it is not known. Source: Python's requests, RFC 9110. */
const withoutAnswer =
  /Connection aborted|ConnectionReset|RemoteDisconnected|Read ?time(?:d out|out)|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out/i;
/** The request was not sent. Source: Python's requests and urllib3. */
const notReached =
  /Max retries exceeded|CERTIFICATE_VERIFY_FAILED|SSLError|ProxyError|Failed to establish/;

/**
 * Why `az rest` made no registration, from what it printed. `az account show` reads a file, so that
 * an expired sign-in is noticed only here; the CLI then names `az login` itself (source: azure-cli,
 * auth/util.py).
 *
 * @param graph URL of Microsoft Graph with a slash at its end
 * @param byHand the steps in the portal
 */
export function registrationFailure(output: string, graph: string, byHand: string): Problem {
  if (/\baz login\b/.test(output)) {
    return {
      what: `The Azure CLI must sign in again, and registered nothing: ${output}`,
      fix: `az login --allow-no-subscriptions --scope ${graph}/.default`,
    };
  }
  // A proxy that makes no connection may say so in the words of a server.
  if (withoutAnswer.test(output) && !output.includes('ProxyError')) {
    return unknownRegistration(output);
  }
  if (notReached.test(output)) {
    return {
      what: `Microsoft Graph was not reached, and nothing was registered: ${output}`,
      fix: 'Behind a proxy set HTTPS_PROXY, and REQUESTS_CA_BUNDLE to its certificate. Then npm run register again.',
    };
  }
  return { what: `The registration was refused: ${output}`, fix: byHand };
}

/** The problem where the application may have been registered. */
export const unknownRegistration = (output: string): Problem => ({
  what: `It is unknown whether the application was registered: ${output}`,
  fix: lookFirst,
});
