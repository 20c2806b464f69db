import { quoted } from './literals';
import type { Snippet, SessionTarget } from './target';
import { endedText, kindComment, noToken, reopened, sheetsUrl, workbookUrl } from './target';

/**
 * C# with HttpClient. `RetryAfter` is read as text, because HttpClient's parsed value is null for
 * `2.128`. A row is printed cell by cell, because an array's text has `\u58F2` for `売`.
 */
export const cSharp: Snippet = {
  name: 'C#',
  script: (
    target,
  ) => `// dotnet new console, then put this into Program.cs (.NET 8 or newer). The token: see "Where do I get a token?" in Session Keeper.
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

var token = Environment.GetEnvironmentVariable("GRAPH_TOKEN") is { Length: > 0 } given ? given : throw new Exception(${quoted(noToken)});
var workbook = ${quoted(workbookUrl(target))};
var session = ${quoted(target.sessionId)}; // ${kindComment(target)}
using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };

async Task<(int Status, string Body)> Send(HttpMethod method, string path, object? body = null, params int[] repeat) {
    for (var attempt = 1; ; attempt++) {
        using var request = new HttpRequestMessage(method, workbook + path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (path != "/createSession") request.Headers.TryAddWithoutValidation("workbook-session-id", session);
        if (body != null) request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        if (!repeat.Contains((int)response.StatusCode) || attempt == 4) return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        var after = response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : "";
        if (!double.TryParse(after, CultureInfo.InvariantCulture, out var seconds)) // a date, or nothing
            seconds = DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, out var date)
                ? (date - DateTimeOffset.UtcNow).TotalSeconds : Math.Pow(2, attempt) + Random.Shared.NextDouble();
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, seconds)));
    }
}

async Task<JsonNode> Call(HttpMethod method, string path, object? body = null) {
    var reads = method == HttpMethod.Get ? new[] { 429, 502, 503, 504 } : Array.Empty<int>(); // a write is not repeated blindly
    var answer = await Send(method, path, body, reads);
    if ((answer.Status >= 400 && answer.Body.Contains("invalidSession", StringComparison.OrdinalIgnoreCase)) || (answer.Status == 404 && (await Send(HttpMethod.Post, "/refreshSession")).Status == 404)) {
${endedBranch(target)}
    }
    return answer.Status < 400 ? JsonNode.Parse(answer.Body)! : throw new Exception($"{path}: {answer.Status} {answer.Body}");
}

var sheets = (await Call(HttpMethod.Get, "/worksheets"))["value"]!.AsArray();
var sheet = "/worksheets/" + Uri.EscapeDataString((string)sheets.First(each => (string?)each!["visibility"] == "Visible")!["id"]!);
var rows = (await Call(HttpMethod.Get, sheet + "/range(address='A1:C3')?$select=values"))["values"]!.AsArray();
foreach (var row in rows) Console.WriteLine(string.Join(", ", row!.AsArray()));
var used = await Call(HttpMethod.Get, sheet + "/usedRange(valuesOnly=true)?$select=rowIndex,rowCount");
var cell = $"A{(int)used["rowIndex"]! + (int)used["rowCount"]! + 1}"; // below everything
Console.WriteLine((await Call(HttpMethod.Patch, $"{sheet}/range(address='{cell}')", new { values = new[] { new[] { "Written by C#" } } }))["address"]);
`,
  request: (target) => `using System;
using System.Net.Http;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, ${quoted(sheetsUrl(target))});
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Environment.GetEnvironmentVariable("GRAPH_TOKEN"));
request.Headers.TryAddWithoutValidation("workbook-session-id", ${quoted(target.sessionId)});
using var response = await client.SendAsync(request);
Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());
`,
};

function endedBranch(target: SessionTarget): string {
  if (target.persistChanges !== true) {
    return `        throw new Exception(${quoted(endedText(target))});`;
  }
  return `        var created = await Send(HttpMethod.Post, "/createSession", new { persistChanges = true }, 504);
        session = created.Status == 201 ? (string)JsonNode.Parse(created.Body)!["id"]! : throw new Exception(created.Body);
        Console.WriteLine(${quoted(reopened)});
        answer = await Send(method, path, body, reads);`;
}
