/**
 * Requests the user who is signed in to Excel. Returns a getter for the user name, undefined until
 * Excel answers. Older versions of office.js lack this function, and some hosts refuse it. Source:
 * Office.Auth, getAuthContext.
 */
export function watchOfficeUser(): () => string | undefined {
  let name: string | undefined;
  const auth: unknown = Reflect.get(Office, 'auth');
  const getAuthContext: unknown =
    typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'getAuthContext') : undefined;
  if (typeof getAuthContext === 'function') {
    void userPrincipalName(() => Reflect.apply(getAuthContext, auth, []) as unknown).then(
      (found) => (name = found),
    );
  }
  return () => name;
}

async function userPrincipalName(getAuthContext: () => unknown): Promise<string | undefined> {
  try {
    const context = await getAuthContext();
    const name: unknown =
      typeof context === 'object' && context !== null
        ? Reflect.get(context, 'userPrincipalName')
        : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
