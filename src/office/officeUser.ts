/**
 * Asks who is signed in to Excel; what is returned tells the user name once Excel has answered. Older versions of
 * office.js cannot tell, and some hosts refuse to. Source: Office.Auth, getAuthContext.
 */
export function watchOfficeUser(): () => string | undefined {
  let name: string | undefined;
  const auth: unknown = Reflect.get(Office, 'auth');
  const ask: unknown =
    typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'getAuthContext') : undefined;
  if (typeof ask === 'function') {
    void userPrincipalName(() => Reflect.apply(ask, auth, []) as unknown).then(
      (found) => (name = found),
    );
  }
  return () => name;
}

async function userPrincipalName(ask: () => unknown): Promise<string | undefined> {
  try {
    const context = await ask();
    const name: unknown =
      typeof context === 'object' && context !== null
        ? Reflect.get(context, 'userPrincipalName')
        : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
