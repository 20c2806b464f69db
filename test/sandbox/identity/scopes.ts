/** Audience of every access token. */
export const graphAudience = 'https://graph.microsoft.com';

const names = ['Files.ReadWrite', 'Files.ReadWrite.All', 'User.Read'] as const;

/** Microsoft Graph permission that the sandbox supports. */
export type GraphScope = (typeof names)[number];

/** All accepted spellings of the scopes, with and without the resource prefix. */
export const graphScopes: readonly string[] = names.flatMap(spellings);

/** Returns both spellings of a scope. */
export function spellings(scope: string): readonly string[] {
  const name = graphScope(scope);
  return name === undefined ? [scope] : [name, `${graphAudience}/${name}`];
}

/** Scope descriptions on the consent page. */
export const scopeWords: Readonly<Record<GraphScope, string>> = {
  'Files.ReadWrite': 'Have full access to your files',
  'Files.ReadWrite.All': 'Have full access to all files you have access to',
  'User.Read': 'View your basic profile',
};

/**
 * Returns the scope without the resource prefix, or undefined when the sandbox's Graph does not
 * support it.
 */
export function graphScope(scope: string): GraphScope | undefined {
  const bare = scope.startsWith(`${graphAudience}/`)
    ? scope.slice(graphAudience.length + 1)
    : scope;
  return names.find((name) => name === bare);
}
