/** Whose lines: bash, zsh and their kin, or PowerShell. */
export type Shell = 'posix' | 'powershell';

/** What a terminal has to know in order to use the sandbox's Graph. */
export interface Access {
  readonly token: string;
  /** The file of the certificate that signed the sandbox's. */
  readonly caFile: string | undefined;
}

/**
 * The variables by which Node, Python's requests, curl and OpenSSL (Python's ssl, .NET on Linux) are told of a
 * certificate. All but Node's replace what they trust else: they are for the one terminal.
 */
export const caVariables = [
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'SSL_CERT_FILE',
] as const;

/** Lines to paste into a terminal: the token, and the certificate that the sandbox's servers show. */
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
