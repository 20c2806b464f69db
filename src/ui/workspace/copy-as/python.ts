import { quoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, noToken, reopened, sheetsUrl, workbookUrl } from './target';

/**
 * Python with requests. Retries are written out: urllib3's skip POST and PATCH, and fail on
 * `Retry-After: 2.128`.
 */
export const python: Snippet = {
  name: 'Python',
  script: (target) => `# Save as session.py, then: pip install requests; python3 session.py
import email.utils, os, random, sys, time
from urllib.parse import quote
import requests

# The token: see "Where do I get a token?" in Session Keeper.
token = os.environ.get("GRAPH_TOKEN") or sys.exit(${quoted(noToken)})
workbook = ${quoted(workbookUrl(target))}
session = ${quoted(target.sessionId)}  # ${kindComment(target)}

def send(method, path, body=None, repeat=()):
    for attempt in range(1, 5):
        headers = {"Authorization": "Bearer " + token}
        if path != "/createSession":
            headers["workbook-session-id"] = session
        response = requests.request(method, workbook + path, json=body, headers=headers, timeout=120)
        if response.status_code not in repeat or attempt == 4:
            return response
        after = response.headers.get("Retry-After", "")  # seconds, a fraction or a date
        date = email.utils.parsedate_tz(after)
        wait = email.utils.mktime_tz(date) - time.time() if date else float(after or 2 ** attempt + random.random())
        time.sleep(max(0, wait))

def call(method, path, body=None):
${target.persistChanges === true ? '    global session\n' : ''}    reads = (429, 502, 503, 504) if method == "GET" else ()  # a write is not repeated blindly
    response = send(method, path, body, reads)
    gone = response.status_code == 404 and send("POST", "/refreshSession").status_code == 404
    if gone or not response.ok and "invalidsession" in response.text.lower():
${endedBranch(target)}
    return response.json() if response.ok else sys.exit(f"{method} {path}: {response.status_code} {response.text}")

sheets = call("GET", "/worksheets")["value"]
sheet = "/worksheets/" + quote(next(each["id"] for each in sheets if each["visibility"] == "Visible"), safe="")
print(call("GET", sheet + "/range(address='A1:C3')?$select=values")["values"])
used = call("GET", sheet + "/usedRange(valuesOnly=true)?$select=rowIndex,rowCount")
cell = f"A{used['rowIndex'] + used['rowCount'] + 1}"  # below everything
print(call("PATCH", f"{sheet}/range(address='{cell}')", {"values": [["Written by Python"]]})["address"])
`,
  request: (target) => `import os
import requests

response = requests.get(
    ${quoted(sheetsUrl(target))},
    headers={
        "Authorization": "Bearer " + os.environ["GRAPH_TOKEN"],
        "workbook-session-id": ${quoted(target.sessionId)},
    },
    timeout=60,
)
print(response.status_code, response.text)
`,
};

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) return `        sys.exit(${quoted(endedText(target))})`;
  return `        created = send("POST", "/createSession", {"persistChanges": True}, (504,))
        session = created.json()["id"] if created.ok else sys.exit(f"createSession: {created.text}")
        print(${quoted(reopened)})
        response = send(method, path, body, reads)`;
}
