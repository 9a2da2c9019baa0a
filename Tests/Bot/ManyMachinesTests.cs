using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Xunit.Abstractions;

namespace CampaignBot.Tests.Bot;

/// <summary>Three real programs over one Cosmos DB behind a proxy that knows nothing of conversations; they are killed and others added while people talk.</summary>
[Collection(CosmosCollection.Name)]
public sealed class ManyMachinesTests(CosmosServer cosmos, ITestOutputHelper output)
{
    /// <summary>As many as the suite has time for; the variable sets another number, as the 200 of a busy evening.</summary>
    private static readonly int People = int.Parse(Environment.GetEnvironmentVariable("MANY_MACHINES_PEOPLE") ?? "40", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [CosmosFact]
    public async Task People_TalkWhileInstancesDieAndCome_NoTurnIsLostOrDoubledAndEveryReplyArrives()
    {
        var database = cosmos.NewDatabase();
        await using var proxy = new RoundRobinProxy();
        await using var collector = await Collector.StartAsync();
        (string, string)[] settings =
        [
            .. CosmosServer.Settings(database),
            ("PublicUrl", proxy.Address.ToString()),
            ("Operations:OtlpEndpoint", collector.Address), ("Operations:OtlpProtocol", "HttpProtobuf"),
            ("Turns:TakeOverAfter", "00:00:06"), ("Turns:SendTimeout", "00:00:02"), ("Turns:RecoveryInterval", "00:00:01"),
            ("Conversation:MessagesPerMinute", "0"),
            ("DirectLine:Limits:NewConversationsPerMinute", "100000"), ("DirectLine:Limits:ActivitiesPerMinute", "100000"),
            ("DirectLine:Limits:RequestsPerMinute", "1000000"), ("DirectLine:Limits:KilobytesPerMinute", "1000000"),
        ];
        var started = TimeProvider.System.GetTimestamp();
        // The first makes the container.
        List<BotProgram> programs = [await BotProgram.StartAsync(settings)];
        try
        {
            programs.AddRange(await Task.WhenAll(BotProgram.StartAsync(settings), BotProgram.StartAsync(settings)));
            proxy.Serve(programs.Select(p => p.Address));
            output.WriteLine($"three instances after {TimeProvider.System.GetElapsedTime(started)}");
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot, and connects anew each time.
            using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(60) };
#pragma warning restore RS0030
            await using var people = new Crowd([.. Enumerable.Range(0, People).Select(n => new Person(proxy.Address, http, n))]);

            await people.AllAsync(p => p.BeginAsync());
            await people.AllAsync(p => p.SayAsync("hello"));
            output.WriteLine($"all greeted after {TimeProvider.System.GetElapsedTime(started)}");
            var talking = people.AllAsync(p => p.TalkAsync("do i need id to vote", "what does measure 4 do"));
            await Poll.UntilAsync(() => people.Answered >= People * 3 / 2, Patience);
            programs[0].Kill();
            var added = BotProgram.StartAsync(settings);
            await Poll.UntilAsync(() => people.Answered >= People * 2, Patience);
            programs.Add(await added);
            proxy.Serve(programs.Skip(1).Select(p => p.Address));
            programs[1].Kill();
            await talking;
            proxy.Serve(programs.Skip(2).Select(p => p.Address));
            output.WriteLine($"all answered, two instances killed, after {TimeProvider.System.GetElapsedTime(started)}");
            // The same person through several instances at the same moment.
            await people.AllAsync(p => Task.WhenAll(p.SayAsync("where do i vote"), p.SayAsync("thanks")));
            output.WriteLine($"all said after {TimeProvider.System.GetElapsedTime(started)}");

            await VerifyAsync(database, people);
            Assert.InRange(people.Reconnects, 1, int.MaxValue);
            output.WriteLine($"verified after {TimeProvider.System.GetElapsedTime(started)}; {people.Reconnects} sockets resumed");

            // One that is told to stop tells what it did first.
            Assert.Equal(0, await programs[2].StopAsync());
            foreach (var metric in new[] { "campaignbot.turns.waiting", "campaignbot.replies.waiting", "campaignbot.turn.request_units", "campaignbot.storage.request_units", "campaignbot.channels.received" })
                Assert.Contains(metric, collector.All("metrics"), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var program in programs)
                await program.DisposeAsync();
        }
    }

    /// <summary>Holds what each person saw against what the store has.</summary>
    private static async Task VerifyAsync(CosmosOptions database, Crowd people)
    {
        using var store = new CosmosDocumentStore(database, new DocumentKinds(ConversationRecord.Kind, new DocumentKind("transcript", "once")), TimeProvider.System);
        await store.OpenAsync();
        await people.AllAsync(async person =>
        {
            var key = ConversationKey.Of("directline", person.ConversationId);
            JsonNode? record = null;
            await Poll.UntilAsync(
                async () => (record = JsonNode.Parse((await store.ReadAsync(ConversationRecord.Key(key)))!.Body.Span)!)["outbox"]!.AsArray().Count == 0, Patience);
            // Each message made one turn, and so did the welcome.
            Assert.Equal(person.Said.Count + 1, record!["turn"]!.GetValue<int>());

            var history = await person.HistoryAsync();
            var ids = history.Select(a => a["id"]!.GetValue<string>()).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            var own = history.Where(a => a["from"]!["role"]!.GetValue<string>() == "user").Select(a => a["id"]!.GetValue<string>());
            Assert.Equal(person.Said.Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
            foreach (var id in person.Said)
                Assert.True(ids.IndexOf(history.First(a => a["replyToId"]?.GetValue<string>() == id)["id"]!.GetValue<string>()) > ids.IndexOf(id));

            // Whatever is in the transcript came over the socket.
            await Poll.UntilAsync(() => ids.TrueForAll(person.Seen.ContainsKey), Patience);
        });
    }

    /// <summary>Everybody, each at it at the same time.</summary>
    private sealed class Crowd(IReadOnlyList<Person> people) : IAsyncDisposable
    {
        public int Answered => people.Sum(p => p.Answered);

        public int Reconnects => people.Sum(p => p.Reconnects);

        public Task AllAsync(Func<Person, Task> act) => Task.WhenAll(people.Select(act));

        public async ValueTask DisposeAsync()
        {
            foreach (var person in people)
                await person.LeaveAsync();
        }
    }

    /// <summary>Somebody with a widget: it tries again what was not acknowledged, and resumes a broken socket from its watermark.</summary>
    private sealed class Person(Uri address, HttpClient http, int number)
    {
        private readonly CancellationTokenSource _leaving = new();
        private DirectLineClient? _client;
        private Task _listening = Task.CompletedTask;
        private string _watermark = "";
        private int _answered;
        private int _reconnects;
        private int _messages;
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);

        public string ConversationId => _client!.ConversationId;

        public ConcurrentQueue<string> Said { get; } = [];

        /// <summary>What came over the socket, by id.</summary>
        public ConcurrentDictionary<string, bool> Seen { get; } = new(StringComparer.Ordinal);

        public int Answered => Volatile.Read(ref _answered);

        public int Reconnects => Volatile.Read(ref _reconnects);

        public async Task BeginAsync()
        {
            var generated = await InsistAsync(() => DirectLineClient.SendAsync(http, HttpMethod.Post, DirectLineClient.Endpoint(address, "tokens/generate"), BotProgram.Secret));
            _client = new DirectLineClient(address, http, generated["token"]!.GetValue<string>(), generated["conversationId"]!.GetValue<string>());
            var begun = await InsistAsync(() => _client.SendAsync(HttpMethod.Post, "conversations"));
            _listening = ListenAsync(begun);
        }

        public async Task TalkAsync(params string[] texts)
        {
            foreach (var text in texts)
                await SayAsync(text);
        }

        /// <summary>Says something and waits until it is answered on the socket.</summary>
        public async Task SayAsync(string text)
        {
            var name = $"{number}-{Interlocked.Increment(ref _messages)}";
            var taken = await InsistAsync(() => _client!.PostAsync(new JsonObject
            {
                ["type"] = "message",
                ["text"] = text,
                ["from"] = new JsonObject { ["id"] = "anyone" },
                ["channelData"] = new JsonObject { ["clientActivityID"] = name },
            }));
            var id = taken["id"]!.GetValue<string>();
            Said.Enqueue(id);
            await AnswerTo(id).Task.WaitAsync(Patience, CancellationToken.None);
            Interlocked.Increment(ref _answered);
        }

        public Task<IReadOnlyList<JsonNode>> HistoryAsync() => _client!.HistoryAsync();

        public async Task LeaveAsync()
        {
            await _leaving.CancelAsync();
            await _listening;
            _leaving.Dispose();
        }

        private TaskCompletionSource AnswerTo(string id) => _answers.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        private async Task ListenAsync(JsonNode answer)
        {
            while (!_leaving.IsCancellationRequested)
            {
                try
                {
                    using var socket = new ClientWebSocket();
                    await socket.ConnectAsync(new Uri(answer["streamUrl"]!.GetValue<string>()), _leaving.Token);
                    await HearAsync(socket);
                }
                catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException or OperationCanceledException)
                {
                    // Its instance died.
                }

                if (_leaving.IsCancellationRequested)
                    return;
                Interlocked.Increment(ref _reconnects);
                answer = await InsistAsync(() => _client!.SendAsync(HttpMethod.Get, $"conversations/{ConversationId}?watermark={_watermark}"));
            }
        }

        private async Task HearAsync(ClientWebSocket socket)
        {
            var buffer = new byte[256 * 1024];
            for (var length = 0; ;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length), _leaving.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                length += received.Count;
                if (!received.EndOfMessage)
                    continue;
                if (length > 0 && JsonNode.Parse(buffer.AsSpan(0, length)) is { } frame)
                {
                    foreach (var activity in frame["activities"]!.AsArray())
                    {
                        // Typing has no id.
                        if (activity!["id"]?.GetValue<string>() is { } id)
                            Seen[id] = true;
                        if (activity["replyToId"]?.GetValue<string>() is { } answered)
                            AnswerTo(answered).TrySetResult();
                    }
                    if (frame["watermark"]?.GetValue<string>() is { Length: > 0 } watermark)
                        _watermark = watermark;
                }
                length = 0;
            }
        }

        /// <summary>Tries again what broke with its connection.</summary>
        private async Task<JsonNode> InsistAsync(Func<Task<(HttpStatusCode Status, JsonNode Body)>> ask)
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    var (status, body) = await ask();
                    Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{status}: {body}");
                    return body;
                }
                catch (Exception e) when (e is HttpRequestException or IOException && tries < 50 && !_leaving.IsCancellationRequested)
                {
                    await Task.Delay(20, _leaving.Token);
                }
            }
        }
    }
}
