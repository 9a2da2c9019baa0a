using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CampaignBot.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>
/// Every channel's table (<see cref="PayloadCase"/>): whatever a platform or a stranger sends is handled, ignored with a reason, or refused
/// with the status that says why; never a failure inside.
/// </summary>
public sealed class PayloadTests(PayloadProgram program) : IClassFixture<PayloadProgram>
{
    private static readonly int[] Refusals = [400, 401, 403, 404, 413];

    private static readonly Dictionary<string, Func<PayloadProgram, IPlatform>> Platforms = new()
    {
        ["sms"] = _ => new TwilioPlatform(),
        ["facebook"] = _ => new MetaPlatform(),
        ["azure"] = p => new AzurePlatform(p.Microsoft),
        ["directline"] = _ => new DirectLinePlatform(),
    };

    public static TheoryData<string, string> Labels
    {
        get
        {
            var labels = new TheoryData<string, string>();
            foreach (var one in Platforms.Keys.SelectMany(PayloadCase.Of))
                labels.Add(one.Channel, one.Label);
            return labels;
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Payload_OfAnyKind_IsHandledIgnoredOrRefused(string channel, string label)
    {
        var one = PayloadCase.Of(channel).Single(c => c.Label == label);
        var platform = Platforms[channel](program);
        var words = new Dictionary<string, string>(await platform.BeginAsync(program.Client)) { ["id"] = Guid.NewGuid().ToString("N"), ["person"] = program.NewPerson() };

        var statuses = new List<int>();
        using var counted = new Counted(program.Services.GetRequiredService<ChannelMetrics>(), platform.ChannelId);
        foreach (var file in one.Files)
            statuses.Add(await SendAsync(platform, one, file, words));

        Assert.Equal(one.Statuses.Count == 1 ? [.. one.Files.Select(_ => one.Statuses[0])] : one.Statuses, statuses);
        Assert.Equal(one.Outcomes.Order(StringComparer.Ordinal), counted.Outcomes.Order(StringComparer.Ordinal));
        Assert.All(statuses, s => Assert.True(s == 200 || Refusals.Contains(s), $"{s} is no answer to give."));
    }

    /// <summary>The kinds of payload that every channel must have a case of.</summary>
    [Theory]
    [InlineData("valid")]
    [InlineData("bad signature")]
    [InlineData("replayed")]
    [InlineData("out of order")]
    [InlineData("unknown event")]
    [InlineData("malformed")]
    [InlineData("oversized")]
    public void Tables_OfEveryChannel_HaveEveryKind(string kind) =>
        Assert.All(Platforms.Keys, channel => Assert.Contains(PayloadCase.Of(channel), c => c.Label.StartsWith(kind, StringComparison.Ordinal)));

    private async Task<int> SendAsync(IPlatform platform, PayloadCase one, string file, Dictionary<string, string> words)
    {
        var body = one.Body(file, words);
        var path = words.Aggregate(one.Path, (path, word) => path.Replace($"{{{word.Key}}}", word.Value, StringComparison.Ordinal));
        using var request = new HttpRequestMessage(one.Method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(file.EndsWith(".form", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json");
        platform.Sign(request, body, one.Signature, words);
        using var response = await program.Client.SendAsync(request, CancellationToken.None);
        return (int)response.StatusCode;
    }

    /// <summary>Listens to what one program counts of a channel.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Counted(ChannelMetrics metrics, string channel)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument, metrics.Received))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                var told = tags.ToArray().ToDictionary(t => t.Key, t => t.Value as string);
                if (told["channel"] == channel)
                    Outcomes.Add(told["reason"] is { } reason ? $"{told["outcome"]}: {reason}" : told["outcome"]!);
            });
            _listener.Start();
        }

        public ConcurrentBag<string> Outcomes { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
