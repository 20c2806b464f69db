/** What a request of one's own needs: where the workbook is, and the session. */
export interface Target {
  readonly graphRoot: string;
  readonly driveId: string;
  readonly itemId: string;
  readonly sessionId: string;
}

export interface Snippet {
  /** A proper name, the same in every language. */
  readonly name: string;
  readonly write: (target: Target) => string;
}

/** A literal of JavaScript, Python and C# alike: all three read JSON's escapes. */
const quoted = (text: string): string => JSON.stringify(text);
/** Nothing is special between single quotes of a POSIX shell, but the single quote. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
/** PowerShell takes typographic quotes for quotes, too. Source: about_Quoting_Rules. */
const powerShellQuoted = (text: string): string => `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;

const pathOf = ({ driveId, itemId }: Target): string =>
  `drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}/workbook/worksheets`;
const urlOf = (target: Target): string => `${target.graphRoot}/${pathOf(target)}`;

/** The same request everywhere: the workbook's sheets, in this session. The token is left to the environment. */
export const snippets: readonly Snippet[] = [
  {
    name: 'curl',
    write: (target) => `curl ${shellQuoted(urlOf(target))} \\
  --header "Authorization: Bearer $GRAPH_TOKEN" \\
  --header ${shellQuoted(`workbook-session-id: ${target.sessionId}`)}
`,
  },
  {
    name: 'PowerShell',
    write: (target) => `$headers = @{
    Authorization         = "Bearer $env:GRAPH_TOKEN"
    'workbook-session-id' = ${powerShellQuoted(target.sessionId)}
}
Invoke-RestMethod -Uri ${powerShellQuoted(urlOf(target))} -Headers $headers
`,
  },
  {
    name: 'JavaScript (fetch)',
    write: (target) => `const response = await fetch(${quoted(urlOf(target))}, {
  headers: {
    Authorization: \`Bearer \${process.env.GRAPH_TOKEN}\`,
    "workbook-session-id": ${quoted(target.sessionId)},
  },
});
console.log(response.status, await response.json());
`,
  },
  {
    name: 'JavaScript (Graph SDK)',
    write: (target) => `import { Client } from "@microsoft/microsoft-graph-client";

const client = Client.init({ authProvider: (done) => done(null, process.env.GRAPH_TOKEN) });
const sheets = await client
  .api(${quoted(urlOf(target))})
  .header("workbook-session-id", ${quoted(target.sessionId)})
  .get();
console.log(sheets.value);
`,
  },
  {
    name: 'Python',
    write: (target) => `import os
import requests

response = requests.get(
    ${quoted(urlOf(target))},
    headers={
        "Authorization": "Bearer " + os.environ["GRAPH_TOKEN"],
        "workbook-session-id": ${quoted(target.sessionId)},
    },
    timeout=60,
)
print(response.status_code, response.json())
`,
  },
  {
    name: 'C#',
    write: (target) => `using System;
using System.Net.Http;
using System.Net.Http.Headers;

using var client = new HttpClient();
client.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("GRAPH_TOKEN"));
client.DefaultRequestHeaders.TryAddWithoutValidation("workbook-session-id", ${quoted(target.sessionId)});
Console.WriteLine(await client.GetStringAsync(${quoted(urlOf(target))}));
`,
  },
];

/**
 * The same request in Graph Explorer, by the parameters of its own "share" links. Without the session: an id can hold
 * the address of the person's OneDrive, and links are kept in histories and logs.
 */
export function graphExplorerLink(target: Target): string {
  const { origin, pathname } = new URL(target.graphRoot);
  const version = pathname.split('/').findLast((part) => part !== '') ?? 'v1.0';
  const query = new URLSearchParams({ request: pathOf(target), method: 'GET', version, GraphUrl: origin });
  return `https://developer.microsoft.com/graph/graph-explorer?${query.toString()}`;
}
