import { powerShellQuoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, reopened, sheetsUrl, workbookUrl } from './target';

/**
 * PowerShell with Microsoft's module, which handles sign-in. Its own retries are off, because they
 * repeat writes.
 */
export const powerShell: Snippet = {
  name: 'PowerShell',
  script: (
    target,
  ) => `# Save as session.ps1, then in PowerShell 7: ./session.ps1. Once before: Install-Module Microsoft.Graph.Authentication
if (-not (Get-MgContext)) { throw 'Sign in first: Connect-MgGraph -Scopes Files.ReadWrite${environmentOf(target)}' }
Set-MgRequestContext -MaxRetry 0 | Out-Null # it would repeat writes
$workbook = ${powerShellQuoted(workbookUrl(target))}
$session = ${powerShellQuoted(target.sessionId)} # ${kindComment(target)}

function Send($Method, $Path, $Body, $Repeat = @()) {
    for ($attempt = 1; ; $attempt++) {
        $request = @{ Method = $Method; Uri = $workbook + $Path; Headers = @{}; OutputType = 'PSObject' }
        if ($Path -ne '/createSession') { $request.Headers['workbook-session-id'] = $session }
        if ($Body) { $request.Body = ConvertTo-Json $Body -Depth 5 -Compress }
        $answer = Invoke-MgGraphRequest @request -SkipHttpErrorCheck -StatusCodeVariable status -ResponseHeadersVariable sent
        if ($status -notin $Repeat -or $attempt -eq 4) { return @{ Status = $status; Body = $answer } }
        $after = [string]($sent['Retry-After'] | Select-Object -First 1) # seconds, a fraction or a date
        $seconds = if (-not $after) { [math]::Pow(2, $attempt) + (Get-Random -Maximum 1.0) }
        elseif ($after -match '[a-z]') { ([datetimeoffset]$after - [datetimeoffset]::UtcNow).TotalSeconds }
        else { [double]::Parse($after, [cultureinfo]::InvariantCulture) }
        Start-Sleep -Milliseconds ([math]::Max(0, [math]::Ceiling($seconds * 1000)))
    }
}

function Call($Method, $Path, $Body) {
    $reads = if ($Method -eq 'GET') { 429, 502, 503, 504 } else { @() } # a write is not repeated blindly
    $answer = Send $Method $Path $Body $reads
    $said = $answer.Body | ConvertTo-Json -Depth 9 -Compress
    if (($answer.Status -ge 400 -and $said -match 'invalidSession') -or ($answer.Status -eq 404 -and (Send POST '/refreshSession').Status -eq 404)) {
${endedBranch(target)}
    }
    if ($answer.Status -ge 400) { throw "$Method \${Path}: $($answer.Status) $said" }
    $answer.Body
}

$first = (Call GET '/worksheets').value | Where-Object visibility -EQ 'Visible' | Select-Object -First 1
$sheet = '/worksheets/' + [uri]::EscapeDataString($first.id)
(Call GET "$sheet/range(address='A1:C3')?\`$select=values").values | ForEach-Object { $_ -join ', ' }
$used = Call GET "$sheet/usedRange(valuesOnly=true)?\`$select=rowIndex,rowCount"
$cell = "A$($used.rowIndex + $used.rowCount + 1)" # below everything
(Call PATCH "$sheet/range(address='$cell')" @{ values = @(, @('Written by PowerShell')) }).address
`,
  request: (target) => `$headers = @{
    Authorization         = "Bearer $env:GRAPH_TOKEN"
    'workbook-session-id' = ${powerShellQuoted(target.sessionId)}
}
Invoke-RestMethod -Uri ${powerShellQuoted(sheetsUrl(target))} -Headers $headers
`,
};

/**
 * The parameter of a national cloud. Source: Microsoft Graph PowerShell, Connect-MgGraph and
 * Get-MgEnvironment.
 */
function environmentOf({ graphRoot }: SessionTarget): string {
  const environments: Readonly<Record<string, string>> = {
    'graph.microsoft.us': ' -Environment USGov',
    'dod-graph.microsoft.us': ' -Environment USGovDoD',
  };
  return environments[new URL(graphRoot).host] ?? '';
}

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) {
    return `        throw ${powerShellQuoted(endedText(target))}`;
  }
  return `        $created = Send POST '/createSession' @{ persistChanges = $true } @(504)
        if ($created.Status -ne 201) { throw "createSession: $($created.Status)" }
        $script:session = $created.Body.id
        Write-Host ${powerShellQuoted(reopened)}
        $answer = Send $Method $Path $Body $reads`;
}
