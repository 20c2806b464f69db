/** Shell syntax: POSIX (bash, zsh and similar) or PowerShell. */
export type Shell = 'posix' | 'powershell';

/** Access data for a terminal that uses the sandbox's Graph. */
export interface Access {
  readonly token: string;
  /** File of the certificate that issued the sandbox's certificate. */
  readonly caFile: string | undefined;
}

/**
 * Variables that set the trusted certificates of Node, Python's requests, curl and OpenSSL
 * (Python's ssl, .NET on Linux). All except Node's replace the default certificates, so set them in
 * one terminal only.
 */
export const caVariables = [
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'SSL_CERT_FILE',
] as const;

/**
 * Returns lines to paste into a terminal. They set the token and the certificate of the sandbox's
 * servers.
 */
export function scriptLines({ token, caFile }: Access, shell: Shell): string {
  const write = shell === 'posix' ? exportLine : powerShellLine;
  const ca = caFile === undefined ? [] : caVariables.map((name) => write(name, caFile));
  const note =
    '# Only for this terminal: your code trusts the certificate of the sandbox, which made it itself.';
  return [write('GRAPH_TOKEN', token), ...(ca.length > 0 ? [note, ...ca] : []), ''].join('\n');
}

const exportLine = (name: string, value: string): string =>
  `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`;
const powerShellLine = (name: string, value: string): string =>
  `$env:${name} = '${value.replaceAll("'", "''")}'`;
