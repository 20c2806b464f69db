/** The audience of every access token. */
export const graphAudience = 'https://graph.microsoft.com';

const names = ['Files.ReadWrite', 'Files.ReadWrite.All', 'User.Read'] as const;

/** A permission of Microsoft Graph that the sandbox knows. */
export type GraphScope = (typeof names)[number];

/** Every spelling of the scopes that a client may ask for, with the resource in front and without. */
export const graphScopes: readonly string[] = names.flatMap(spellings);

/** Both spellings of a scope. */
export function spellings(scope: string): readonly string[] {
  const name = graphScope(scope);
  return name === undefined ? [scope] : [name, `${graphAudience}/${name}`];
}

/** What a user reads on the consent page. */
export const scopeWords: Readonly<Record<GraphScope, string>> = {
  'Files.ReadWrite': 'Have full access to your files',
  'Files.ReadWrite.All': 'Have full access to all files you have access to',
  'User.Read': 'View your basic profile',
};

/** The scope without the resource in front, when it is one that Graph knows. */
export function graphScope(scope: string): GraphScope | undefined {
  const bare = scope.startsWith(`${graphAudience}/`)
    ? scope.slice(graphAudience.length + 1)
    : scope;
  return names.find((name) => name === bare);
}
