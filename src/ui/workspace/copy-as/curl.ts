import { shellQuoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, noToken, reopened, sheetsUrl, workbookUrl } from './target';

/**
 * bash with curl. Retries are written out: curl's --retry also repeats writes and reads `2.128` as
 * 2.
 */
export const curl: Snippet = {
  name: 'curl',
  script: (target) => `bash <<'END_OF_SCRIPT'
fail() { echo "$*" >&2; exit 1; }
[ -n "$GRAPH_TOKEN" ] || fail ${shellQuoted(noToken)} # see "Where do I get a token?" in Session Keeper
workbook=${shellQuoted(workbookUrl(target))}
session=${shellQuoted(target.sessionId)} # ${kindComment(target)}

send() { # method, path, body, statuses after which it is sent again; sets status and answer
  local attempt after options
  for attempt in 1 2 3 4; do
    options=(-H "Authorization: Bearer $GRAPH_TOKEN" -H 'Content-Type: application/json')
    [ "$2" = /createSession ] || options+=(-H "workbook-session-id: $session")
    [ "$1" = GET ] || options+=(--data "$3")
    answer=$(curl -sSi -X "$1" "\${options[@]}" -w '\\n%{http_code}' "$workbook$2") || fail "$1 $2: no answer"
    status=\${answer##*$'\\n'}
    [[ $attempt = 4 || " $4 " != *" $status "* ]] && return
    after=$(grep -i '^retry-after:' <<<"$answer" | cut -d ' ' -f 2- | tr -d '\\r') # seconds, a fraction or a date
    [ -n "$after" ] || after=$((2 ** attempt)).$((RANDOM % 10))
    [[ $after != *[A-Za-z]* ]] || after=$(($(date -d "$after" +%s 2>/dev/null || date -ujf '%a, %d %b %Y %T GMT' "$after" +%s) - $(date +%s)))
    sleep "\${after/#-*/0}"
  done
}

call() { # method, path, body: sets answer, or ends the script
  local repeat='' first said
  [ "$1" != GET ] || repeat='429 502 503 504' # a write is not repeated blindly
  send "$1" "$2" "$3" "$repeat"; first=$status said=$answer
  [ "$first" != 404 ] || send POST /refreshSession
  if { [ "$first" -ge 400 ] && grep -qi invalidsession <<<"$said"; } || [ "$first $status" = '404 404' ]; then
${endedBranch(target)}
  fi
  answer=$said; case $first in 2*) ;; *) fail "$1 $2: $said" ;; esac
}
field() { grep -o "\\"$1\\" *: *[0-9]*" <<<"$answer" | head -n 1 | sed 's/.*: *//'; }

call GET /worksheets
sheet=/worksheets/$(grep -oE '"id" *: *"\\{[^"]*}"|"visibility" *: *"[A-Za-z]*"' <<<"$answer" | grep -B 1 '"Visible"' | head -n 1 | sed 's/.*{/%7B/; s/}.*/%7D/')
call GET "$sheet/range(address='A1:C3')?\\$select=values"; echo "$answer" | tail -n 2 | head -n 1
call GET "$sheet/usedRange(valuesOnly=true)?\\$select=rowIndex,rowCount"; cell=A$(($(field rowIndex) + $(field rowCount) + 1)) # below everything
call PATCH "$sheet/range(address='$cell')" '{"values":[["Written by curl"]]}'
grep -oE '"address" *: *"([^"\\\\]|\\\\.)*"' <<<"$answer" | sed 's/[^:]*: *"//; s/"$//; s/\\\\"/"/g'
END_OF_SCRIPT
`,
  request: (target) => `curl ${shellQuoted(sheetsUrl(target))} \\
  --write-out '%{stderr}\\n%{http_code}\\n' \\
  --header "Authorization: Bearer $GRAPH_TOKEN" \\
  --header ${shellQuoted(`workbook-session-id: ${target.sessionId}`)}
`,
};

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) return `    fail ${shellQuoted(endedText(target))}`;
  return `    send POST /createSession '{"persistChanges":true}' 504
    session=$(grep -o '"id" *: *"[^"]*' <<<"$answer" | sed 's/.*: *"//; s/\\\\u0026/\\&/g')
    [ "$status" = 201 ] && echo ${shellQuoted(reopened)} || fail "createSession: $answer"
    send "$1" "$2" "$3" "$repeat"; first=$status said=$answer`;
}
