using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>
/// Stands in for Google's Civic Information API: a real server that answers elections.voterInfoQuery as its reference documents
/// it, with its errors, and late, broken or endless as told.
/// </summary>
public sealed class CivicServer : IAsyncDisposable
{
    /// <summary>The key it lets in.</summary>
    public const string Key = "AIzaTest-0123456789_abcdefghijklmnopqrs";

    private readonly WebApplication _app;

    private CivicServer(WebApplication app) => _app = app;

    /// <summary>The API's address.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>The query of every request that came.</summary>
    public ConcurrentQueue<IQueryCollection> Requests { get; } = new();

    /// <summary>What goes wrong: a status (400, 404, 403, 429, 500), "slow", "garbage", "endless" or "redirect"; null where nothing does.</summary>
    public string? Trouble { get; set; }

    /// <summary>What it answers.</summary>
    public string Answer { get; set; } = VoterInfo();

    public static async Task<CivicServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CivicServer(builder.Build());
        server._app.MapGet("/civicinfo/v2/voterinfo", server.AnswerAsync);
        await server._app.StartAsync();
        server.Endpoint = server._app.Urls.First() + "/civicinfo/v2";
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Query);
        if (context.Request.Headers["X-Goog-Api-Key"] != Key)
        {
            await ErrorAsync(context, 400, "badRequest", "API key not valid. Please pass a valid API key.");
            return;
        }
        switch (Trouble)
        {
            case "slow":
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
                return;
            case "garbage":
                await context.Response.WriteAsync("<html>not today</html>", context.RequestAborted);
                return;
            case "redirect":
                context.Response.Redirect("https://elsewhere.example/");
                return;
            case "endless":
                var block = new byte[65_536];
                Array.Fill(block, (byte)' ');
                for (var i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++)
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
                return;
            case null:
                context.Response.ContentType = "application/json; charset=UTF-8";
                await context.Response.WriteAsync(Answer, context.RequestAborted);
                return;
            default:
                var (reason, message) = Trouble switch
                {
                    "400" => ("parseError", "Failed to parse address"),
                    "404" => ("notFound", "No information for this address"),
                    "403" => ("forbidden", "The caller does not have permission"),
                    "429" => ("rateLimitExceeded", "Quota exceeded"),
                    _ => ("backendError", "Backend Error"),
                };
                await ErrorAsync(context, int.Parse(Trouble, CultureInfo.InvariantCulture), reason, message);
                return;
        }
    }

    private static Task ErrorAsync(HttpContext context, int status, string reason, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new
        {
            error = new { code = status, message, errors = new[] { new { domain = "global", reason, message } } },
        }, context.RequestAborted);
    }

    /// <summary>An answer for an address in another made-up county.</summary>
    public static string VoterInfo(string day = "2028-11-07", bool isOfficial = true) => $$"""
        {
          "kind": "civicinfo#voterInfoResponse",
          "election": { "id": "9000", "name": "Wenatka General Election", "electionDay": "{{day}}", "ocdDivisionId": "ocd-division/country:us/state:wk" },
          "normalizedInput": { "line1": "12 Elm St", "city": "Birch Hollow", "state": "WK", "zip": "98777" },
          "pollingLocations": [
            { "id": "nowhere", "name": "A place without an address", "address": { "city": "Birch Hollow" }, "sources": [{ "name": "Voting Information Project", "official": true }] },
            { "id": "hall", "address": { "locationName": "Town Hall", "line1": "1 Main St", "city": "Birch Hollow", "state": "WK", "zip": "98777" },
              "notes": "Enter from the back.", "pollingHours": "7am-8pm", "latitude": 44.05, "longitude": -121.3, "sources": [{ "name": "Birch County", "official": {{(isOfficial ? "true" : "false")}} }] },
            { "id": "rumour", "address": { "line1": "9 Wrong St", "city": "Birch Hollow" }, "sources": [{ "name": "A blog", "official": false }] }
          ],
          "earlyVoteSites": [
            { "id": "library", "name": "Library", "address": { "line1": "5 Book Ln", "city": "Birch Hollow", "state": "WK", "zip": "98777" }, "pollingHours": "Mon-Fri 9-5",
              "startDate": "2028-10-21", "endDate": "2028-11-04", "sources": [{ "name": "Birch County", "official": {{(isOfficial ? "true" : "false")}} }] }
          ],
          "contests": [
            { "type": "Referendum", "referendumTitle": "Measure 9: a library", "referendumUrl": "https://birch.example/m9", "referendumBallotResponses": ["Yes", "No"], "ballotPlacement": "2", "sources": [{ "name": "Birch County", "official": true }] },
            { "type": "General", "office": "Mayor", "ballotPlacement": "1", "candidates": [{ "name": "Ada Two", "orderOnBallot": "2" }, { "name": "Bo One", "party": "Oak Party", "orderOnBallot": "1" }], "sources": [{ "name": "Birch County", "official": true }] }
          ],
          "state": [
            { "name": "Wenatka", "electionAdministrationBody": { "electionInfoUrl": "https://wenatka.example/vote" },
              "local_jurisdiction": { "name": "Birch County", "electionAdministrationBody": { "name": "Birch County Clerk", "votingLocationFinderUrl": "https://birch.example/where", "ballotInfoUrl": "javascript:alert(1)",
                "electionOfficials": [{ "name": "C. Clerk", "officePhoneNumber": "(555) 555-0177" }] } } }
          ],
          "mailOnly": false,
          "precinctId": "7"
        }
        """;
}
