/** What the build and the commands are told by the environment or by .env; see the README for what each means. */
export interface Settings {
  /** Empty where nobody has registered an application yet. */
  readonly clientId: string;
  readonly authority: string;
  readonly graphRoot: string;
  /** Where the finished build will be served: scheme, host and port. */
  readonly addinOrigin: string;
}

/** The settings in the text of .env (lines of NAME=value, # for comments), where the environment does not say otherwise. */
export function readSettings(dotenv: string, environment: Readonly<Record<string, string | undefined>>): Settings {
  const pairs = dotenv.split(/\r?\n/).map((line) => /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line));
  const file = Object.fromEntries(pairs.map((found) => [found?.[1] ?? '', found?.[2]]));
  const setting = (name: string, otherwise: string): string => environment[name] ?? file[name] ?? otherwise;
  return {
    clientId: setting('CLIENT_ID', ''),
    authority: setting('AUTHORITY', 'https://login.microsoftonline.com/organizations'),
    graphRoot: setting('GRAPH_ROOT', 'https://graph.microsoft.com/v1.0'),
    addinOrigin: new URL(setting('ADDIN_ORIGIN', 'https://localhost:3000')).origin,
  };
}
