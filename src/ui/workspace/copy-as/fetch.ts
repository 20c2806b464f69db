import { quoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, noToken, reopened, sheetsUrl, workbookUrl } from './target';

/** JavaScript for Node with fetch, which does not retry. */
export const fetchSnippet: Snippet = {
  name: 'JavaScript (fetch)',
  script: (target) => `// Save as session.mjs, then: node session.mjs (Node 18 or newer)
// The token: see "Where do I get a token?" in Session Keeper.
const token = process.env.GRAPH_TOKEN;
const stop = (words) => { console.error(words); process.exit(1); };
if (!token) stop(${quoted(noToken)});
const workbook = ${quoted(workbookUrl(target))};
${target.persistChanges === true ? 'let' : 'const'} session = ${quoted(target.sessionId)}; // ${kindComment(target)}

async function send(method, path, body, repeat = []) {
  for (let attempt = 1; ; attempt += 1) {
    const headers = { Authorization: \`Bearer \${token}\`, "Content-Type": "application/json" };
    if (path !== "/createSession") headers["workbook-session-id"] = session;
    const response = await fetch(workbook + path, { method, headers, body: body && JSON.stringify(body) });
    if (!repeat.includes(response.status) || attempt === 4) return response;
    const after = response.headers.get("Retry-After") ?? ""; // seconds, a fraction or a date
    const date = /[a-z]/i.test(after) ? (Date.parse(after) - Date.now()) / 1000 : Number(after);
    const seconds = after === "" ? 2 ** attempt + Math.random() : date;
    await new Promise((done) => setTimeout(done, Math.max(0, Math.ceil(seconds * 1000))));
  }
}

async function call(method, path, body) {
  const reads = method === "GET" ? [429, 502, 503, 504] : []; // a write is not repeated blindly
  ${target.persistChanges === true ? 'let' : 'const'} response = await send(method, path, body, reads);
  const gone = response.status === 404 && (await send("POST", "/refreshSession")).status === 404;
  if (gone || (!response.ok && /invalidsession/i.test(await response.clone().text()))) {
${endedBranch(target)}
  }
  return response.ok ? response.json() : stop(\`\${method} \${path}: \${response.status} \${await response.text()}\`);
}

const { value: sheets } = await call("GET", "/worksheets");
const sheet = \`/worksheets/\${encodeURIComponent(sheets.find((each) => each.visibility === "Visible").id)}\`;
console.log((await call("GET", \`\${sheet}/range(address='A1:C3')?$select=values\`)).values);
const used = await call("GET", \`\${sheet}/usedRange(valuesOnly=true)?$select=rowIndex,rowCount\`);
const cell = \`A\${used.rowIndex + used.rowCount + 1}\`; // below everything
console.log((await call("PATCH", \`\${sheet}/range(address='\${cell}')\`, { values: [["Written by fetch"]] })).address);
`,
  request: (target) => `const response = await fetch(${quoted(sheetsUrl(target))}, {
  headers: {
    Authorization: \`Bearer \${process.env.GRAPH_TOKEN}\`,
    "workbook-session-id": ${quoted(target.sessionId)},
  },
});
console.log(response.status, await response.text());
`,
};

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) return `    stop(${quoted(endedText(target))});`;
  return `    const created = await send("POST", "/createSession", { persistChanges: true }, [504]);
    session = created.ok ? (await created.json()).id : stop(\`createSession: \${await created.text()}\`);
    console.log(${quoted(reopened)});
    response = await send(method, path, body, reads);`;
}
