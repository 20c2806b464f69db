/** Pages that receive MSAL's responses (src/auth). */
export const redirectPages = [
  'auth-end.html',
  'blank.html',
  'redirect.html',
  'taskpane.html',
] as const;

/**
 * Redirect URIs: the pages, and Excel's broker for nested app authentication, which is named by the
 * host and port.
 */
export function redirectUris(addinOrigin: string): readonly string[] {
  return [
    ...redirectPages.map((page) => `${addinOrigin}/${page}`),
    `brk-multihub://${new URL(addinOrigin).host}`,
  ];
}
