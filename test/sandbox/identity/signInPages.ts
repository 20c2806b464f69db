import type { TestAccount } from './accounts';
import type { GraphScope } from './scopes';
import { scopeWords } from './scopes';

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 "Segoe UI", system-ui, sans-serif; }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0; background: light-dark(#f2f2f2, #1b1b1b); }
  main { box-sizing: border-box; width: min(27rem, 100%); padding: 2.5rem; background: light-dark(#fff, #292929); }
  h1 { margin: 0 0 .75rem; font-size: 1.5rem; font-weight: 600; }
  form { display: grid; gap: .5rem; margin-top: 1.25rem; }
  button { padding: .65rem 1rem; border: 1px solid light-dark(#767676, #9a9a9a); border-radius: 4px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  button:hover { background: light-dark(#ececec, #3a3a3a); }
  button:focus-visible { outline: 2px solid light-dark(#000, #fff); outline-offset: 2px; }
  button.primary { border-color: #0f6cbd; background: #0f6cbd; color: #fff; text-align: center; }
  button.secondary { text-align: center; }
  small { display: block; color: light-dark(#616161, #adadad); }
  p, li { overflow-wrap: anywhere; }`;

/** Returns the sign-in page, with the hinted account first. */
export function signInPage(
  accounts: readonly TestAccount[],
  hinted: TestAccount | undefined,
): string {
  const hintedFirst = [...accounts].sort((a, b) => Number(b === hinted) - Number(a === hinted));
  const buttons = hintedFirst.map(({ name, userName, oid }) =>
    button('account', oid, `${escapeHtml(name)} <small>${escapeHtml(userName)}</small>`),
  );
  return page(
    'Sign in',
    `<p>to go on to Session Keeper for Excel</p><form method="post">${buttons.join('')}${cancelButton}</form>`,
  );
}

/** Returns the page on which a user consents to the app's access. */
export function consentPage(account: TestAccount, scopes: readonly GraphScope[]): string {
  const items = scopes.map(
    (scope) => `<li>${escapeHtml(scopeWords[scope])} <small>${scope}</small></li>`,
  );
  return page(
    'Permissions requested',
    `<p>${escapeHtml(account.userName)}</p><p>Session Keeper for Excel would like to:</p><ul>${items.join('')}<li>Maintain access to data you have given it access to</li></ul>
    <form method="post">${button('action', 'accept', 'Accept', 'primary')}${cancelButton}</form>`,
  );
}

/**
 * Returns the page for an app that needs an administrator's approval. `returnTo` is the link that
 * sends the refusal to the app.
 */
export function approvalPage(returnTo: string): string {
  return page(
    'Need admin approval',
    `<p>Session Keeper for Excel needs permission that only an administrator of your organisation can grant. Ask one to grant it, then try again.</p>
    <p><a href="${escapeHtml(returnTo)}">Return to the application without granting consent</a></p><small>AADSTS90094</small>`,
  );
}

/** Returns the error page for a request that cannot be redirected to the app. */
export function errorPage(error: string, description: string | undefined): string {
  return page(
    'Sorry, but we’re having trouble with signing you in.',
    `<p id="error">${escapeHtml(`${error}: ${description ?? ''}`)}</p>`,
  );
}

/**
 * Submits oidc-provider's sign-out form automatically: Entra does not prompt when only one account
 * is signed in.
 */
export function signOutPage(form: string): string {
  const script = '<script>document.getElementById("sign-out").click()</script>';
  return page(
    'Sign out',
    `${form}<button id="sign-out" class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>${script}`,
  );
}

export function signedOutPage(): string {
  return page('You signed out of your account', '<p>You can close this window.</p>');
}

const cancelButton = button('action', 'cancel', 'Cancel', 'secondary');

function button(name: string, value: string, content: string, className = ''): string {
  return `<button name="${name}" value="${value}" class="${className}">${content}</button>`;
}

/** Escapes text for HTML, including attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`;
}
