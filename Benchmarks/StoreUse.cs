using System.Collections.Concurrent;
using System.Globalization;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Benchmarks;

/// <summary>
/// What a message asks of the store from its acceptance to its last reply's place in the transcript, counted on the real turns as they run with several instances,
/// and what Cosmos DB would about charge for it, as nothing but the service itself charges: by the figures of its documentation ("Optimize request cost": 1 KB
/// read 1 unit and written 5, 100 KB 10 and 50, indexing apart), reads twice as much under strong consistency, and 3 for a query of a few documents in one partition.
/// </summary>
internal static class StoreUse
{
    private static readonly string[] Questions =
    [
        "what does measure 4 do", "do i need id to vote", "how much will it cost", "who is behind this campaign", "can i vote by mail", "what is the weather", "where is your office", "is there a bus on sunday",
    ];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var stores = new List<Counting>();
        await using var stage = await Stage.OpenAsync(
            new StoryClock(new DateTimeOffset(2026, 10, 10, 18, 0, 0, TimeSpan.Zero)),
            ["--Turns:TakeOverAfter=00:01:00"],
            also: services => services.AddSingleton<IDocumentStore>(provider =>
            {
                stores.Add(new Counting(provider.GetRequiredService<SqliteDocumentStore>()));
                return stores[^1];
            }),
            cancellationToken: cancellationToken);
        var number = 0;

        Console.WriteLine("| message | requests | reads | queries | writes | of them of the record | KB written | request units, about |\n|---|--:|--:|--:|--:|--:|--:|--:|");
        await MeasureAsync("a person's first", 10, n => SayAsync(Person(n), "hello"));
        var voter = Person(10);
        await SayAsync(voter, "hello");
        await MeasureAsync("in a conversation that is in memory", Questions.Length, n => SayAsync(voter, Questions[n]));
        await MeasureAsync("in one that another instance had before", Questions.Length, async n =>
        {
            // What a restart forgets is what an instance lacks that was not there.
            await stage.RestartAsync(cancellationToken);
            stores[^1].Asked.Clear();
            await SayAsync(voter, Questions[n]);
        });

        static Actor Person(int n) => new("sms", string.Create(CultureInfo.InvariantCulture, $"+1503555{n:0000}"), string.Create(CultureInfo.InvariantCulture, $"with-{n}"));

        async Task SayAsync(Actor by, string text)
        {
            await stage.Services.GetRequiredService<Inbox>().AcceptAsync(by.Says(text), string.Create(CultureInfo.InvariantCulture, $"delivery-{number++}"), cancellationToken);
            await stage.Services.GetRequiredService<Work>().EndAllAsync();
        }

        async Task MeasureAsync(string name, int messages, Func<int, Task> say)
        {
            var asked = new List<Asked>();
            for (var n = 0; n < messages; n++)
            {
                stores[^1].Asked.Clear();
                await say(n);
                // An instance's own lease is renewed with time, not with messages.
                asked.AddRange(stores[^1].Asked.Where(a => a.Kind != "lease"));
            }

            double Of(Func<Asked, bool> which) => (double)asked.Count(which) / messages;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Of(_ => true):F1} | {Of(a => a.What == "read"):F1} | {Of(a => a.What == "query"):F1} | {Of(a => a.What is "write" or "delete"):F1} | {Of(a => a is { What: "write", Kind: "conversation" }):F1} | {asked.Where(a => a.What == "write").Sum(a => a.Bytes) / 1024.0 / messages:F1} | {asked.Sum(a => a.Units) / messages:F0} |"));
        }
    }

    /// <summary>A request, with the bytes it moved.</summary>
    private sealed record Asked(string What, string Kind, int Bytes)
    {
        public double Units => What switch
        {
            "read" => 2 * Growing(1, 10),
            "query" => 2 * 3,
            _ => Growing(5, 50),
        };

        private double Growing(double ofOne, double ofHundred) => ofOne + ((ofHundred - ofOne) * Math.Max(0, (Bytes / 1024.0) - 1) / 99);
    }

    /// <summary>A store that counts what is asked of it.</summary>
    private sealed class Counting(IDocumentStore inner) : IDocumentStore
    {
        public ConcurrentQueue<Asked> Asked { get; } = [];

        public async ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default)
        {
            var document = await inner.ReadAsync(key, cancellationToken);
            Asked.Enqueue(new("read", key.Kind, document?.Body.Length ?? 0));
            return document;
        }

        public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue(new("write", write.Key.Kind, write.Body.Length));
            return inner.WriteAsync(write, cancellationToken);
        }

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue(new("delete", key.Kind, 0));
            return inner.DeleteAsync(key, ifMatch, cancellationToken);
        }

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue(new("query", query.Kind, 0));
            return inner.QueryAsync(query, cancellationToken);
        }
    }
}
