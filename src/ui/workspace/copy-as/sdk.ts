import { quoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, noToken, reopened, sheetsUrl, workbookUrl } from './target';

/**
 * JavaScript for Node with Microsoft's SDK. The SDK reads every form of `Retry-After`, but repeats
 * POST and PATCH and waits 180 seconds at most; `shouldRetry` prevents both.
 */
export const sdk: Snippet = {
  name: 'JavaScript (Graph SDK)',
  script: (
    target,
  ) => `// Save as session.mjs, then: npm install @microsoft/microsoft-graph-client; node session.mjs
import { Client, RetryHandlerOptions } from "@microsoft/microsoft-graph-client";

// The token: see "Where do I get a token?" in Session Keeper.
const token = process.env.GRAPH_TOKEN;
const stop = (words) => { console.error(words); process.exit(1); };
if (!token) stop(${quoted(noToken)});
const workbook = ${quoted(workbookUrl(target))};
${target.persistChanges === true ? 'let' : 'const'} session = ${quoted(target.sessionId)}; // ${kindComment(target)}
const client = Client.init({ authProvider: (done) => done(null, token)${customHosts(target)} });

// Reads are repeated, createSession after 504 only; the SDK would repeat every write.
const shouldRetry = (delay, attempt, url, { method }, response) =>
  !(Number(response.headers.get("Retry-After")) > 180) &&
  (method === "GET" || (url.endsWith("/createSession") && response.status === 504));

function send(method, path, body) {
  const request = client.api(workbook + path).middlewareOptions([new RetryHandlerOptions(2, 3, shouldRetry)]);
  if (path !== "/createSession") request.header("workbook-session-id", session);
  return request[method](body);
}

async function call(method, path, body) {
  try {
    return await send(method, path, body);
  } catch (error) {
    const lives = () => send("post", "/refreshSession").then(() => true, ({ statusCode }) => statusCode !== 404);
    const ended = /invalidsession/i.test(error.code + error.body) || (error.statusCode === 404 && !(await lives()));
    if (!ended) stop(\`\${method} \${path}: \${error.statusCode} \${error.code} \${error.message}\`);
${endedBranch(target)}
  }
}

const { value: sheets } = await call("get", "/worksheets");
const sheet = \`/worksheets/\${encodeURIComponent(sheets.find((each) => each.visibility === "Visible").id)}\`;
console.log((await call("get", \`\${sheet}/range(address='A1:C3')?$select=values\`)).values);
const used = await call("get", \`\${sheet}/usedRange(valuesOnly=true)?$select=rowIndex,rowCount\`);
const cell = \`A\${used.rowIndex + used.rowCount + 1}\`; // below everything
console.log((await call("patch", \`\${sheet}/range(address='\${cell}')\`, { values: [["Written by the SDK"]] })).address);
`,
  request: (target) => `import { Client } from "@microsoft/microsoft-graph-client";

const client = Client.init({ authProvider: (done) => done(null, process.env.GRAPH_TOKEN) });
const sheets = await client
  .api(${quoted(sheetsUrl(target))})
  .header("workbook-session-id", ${quoted(target.sessionId)})
  .get();
console.log(sheets.value);
`,
};

/** The SDK sends the token to Microsoft's hosts, and to those listed here. */
function customHosts({ graphRoot }: SessionTarget): string {
  const { hostname } = new URL(graphRoot);
  return /(^|[.-])graph\.microsoft\.(com|us)$/.test(hostname)
    ? ''
    : `, customHosts: new Set([${quoted(hostname)}])`;
}

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) return `    stop(${quoted(endedText(target))});`;
  return `    session = (await send("post", "/createSession", { persistChanges: true })).id;
    console.log(${quoted(reopened)});
    return await send(method, path, body);`;
}
