using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Dialogs;

/// <summary>What dialogs keep comes back as what it was, through JSON text and a restart.</summary>
public class DialogStateJsonTests
{
    public enum Size
    {
        Small,
        Large,
    }

    public record Booking(string Destination, DateOnly? When, Size Size)
    {
        public List<string> Travellers { get; init; } = [];

        public object? Anything { get; set; }

        public string? Note { get; set; } = "none";
    }

    public class FieldData
    {
#pragma warning disable CA1051 // A field is what this is about.
        public int Count;
#pragma warning restore CA1051
    }

    public record Page<T>(List<T> Items);

    private static readonly DateTimeOffset Instant = new(2026, 11, 3, 7, 0, 0, TimeSpan.FromHours(-5));

    public static TheoryData<object> Kept { get; } = new(
        "text",
        "",
        true,
        42,
        int.MinValue,
        42L,
        long.MaxValue,
        3.10m,
        1.0,
        0.1,
        1e300,
        double.NaN,
        double.PositiveInfinity,
        -0.5,
        1.5f,
        (byte)7,
        'x',
        Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Instant,
        new DateTime(2026, 11, 3, 7, 0, 0, DateTimeKind.Utc),
        new DateTime(2026, 11, 3, 7, 0, 0, DateTimeKind.Unspecified),
        new DateOnly(2026, 11, 3),
        new TimeOnly(7, 30),
        TimeSpan.FromMinutes(90.5),
        new Uri("https://example.org/a?b=c"),
        Size.Large,
        DayOfWeek.Tuesday,
        new List<string> { "a", "b" },
        new List<int> { 1, 2 },
        new List<object> { 1, 2L, "c", 3.5m },
        new[] { 1, 2 },
        new object[] { 1, "b" },
        new byte[] { 1, 2, 3 },
        new HashSet<string> { "a" },
        new Dictionary<string, int> { ["a"] = 1 },
        new Dictionary<int, Size> { [1] = Size.Large },
        new Dictionary<string, object> { ["a"] = 1, ["b"] = Instant, ["c"] = new Dictionary<string, object> { ["d"] = 2L } },
        new Dictionary<string, object> { ["$decimal"] = "not a tag" },
        new Dictionary<string, object>(),
        new List<Dictionary<string, List<int?>>> { new() { ["a"] = [1, null] } },
        ("a", 1),
        KeyValuePair.Create("a", 1m),
        ImmutableArray.Create(1, 2),
        new Booking("Paris", new DateOnly(2026, 11, 3), Size.Small) { Travellers = ["Ana"], Anything = 5L, Note = null },
        new List<Booking> { new("Rome", null, Size.Large) },
        new Page<Booking>([new("Oslo", null, Size.Small)]),
        new FoundChoice { Value = "red", Index = 1, Score = 0.5f },
        new Choice("red") { Synonyms = ["rojo"] });

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Values_StoredAsJsonText_ComeBackAsWhatTheyWere(object value)
    {
        var back = await RoundTripAsync(value);

        Assert.Equal(value.GetType(), back!.GetType());
        Assert.Equal(Plain(value), Plain(back));
    }

    [Fact]
    public async Task Values_AFieldOnly_IsKept() => Assert.Equal(3, Assert.IsType<FieldData>(await RoundTripAsync(new FieldData { Count = 3 })).Count);

    [Fact]
    public async Task Values_ARecordWithAnUntypedMember_KeepsItsType()
    {
        var back = Assert.IsType<Booking>(await RoundTripAsync(new Booking("Paris", null, Size.Small) { Anything = 12.50m, Note = null }));

        Assert.Equal(12.50m, Assert.IsType<decimal>(back.Anything));
        Assert.Null(back.Note);
    }

    [Fact]
    public async Task Values_ACompilersOwnList_ComesBackAsAList()
    {
        IReadOnlyList<string> list = ["a", "b"];

        Assert.Equal(list, Assert.IsAssignableFrom<IReadOnlyList<string>>(await RoundTripAsync(list)));
    }

    [Fact]
    public async Task Values_Json_StaysJson()
    {
        var back = await RoundTripAsync(new JsonObject { ["a"] = 1 });

        Assert.Equal("""{"a":1}""", Assert.IsType<JsonObject>(back).ToJsonString());
    }

    [Fact]
    public async Task Values_AnActivityWithPropertiesNobodyKnows_KeepsThem()
    {
        var activity = JsonSerializer.Deserialize<Activity>("""{"type":"message","text":"hi","value":{"n":1},"unknown":{"a":[1]},"channelData":{"x":true}}""", CampaignBot.BotFramework.BotJson.Options)!;

        var back = Assert.IsType<Activity>(await RoundTripAsync(activity));

        Assert.Equal(
            JsonSerializer.Serialize(activity, CampaignBot.BotFramework.BotJson.Options),
            JsonSerializer.Serialize(back, CampaignBot.BotFramework.BotJson.Options));
    }

    [Fact]
    public async Task Values_PlainShapes_ArePlainJson()
    {
        var json = await StoredAsync(new Dictionary<string, object> { ["name"] = "Ana", ["age"] = 42, ["ok"] = true, ["rate"] = 1.0, ["list"] = new List<object> { 1 } });

        Assert.Contains("""{"name":"Ana","age":42,"ok":true,"rate":1.0,"list":[1]}""", json);
    }

    [Fact]
    public async Task Values_ATypeOfAnotherAssembly_IsRefusedWithItsName()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => StoredAsync(new FileInfo("x")));

        Assert.Contains("System.IO.FileInfo", e.Message);
        Assert.Contains("'keeper'", e.Message);
    }

    public static TheoryData<object> Refused { get; } = new(
        new MemoryStream(), new FormatException("x"), new { A = 1 }, (Action)(() => { }), typeof(string), CultureInfo.InvariantCulture, new List<FileInfo>(), new Random());

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Values_NoPlainData_IsRefused(object value) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StoredAsync(value));

    [Theory]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("CampaignBot.Core.Documents.Document")]
    [InlineData("List<System.IO.FileInfo>")]
    [InlineData("CampaignBot.Tests.BotFramework.Dialogs.DialogStateJsonTests+Keeper")]
    [InlineData("TestAdapter")]
    [InlineData("List<")]
    [InlineData("List<int,int>")]
    [InlineData("Nullable<string>")]
    public async Task StoredJson_NamingATypeThatMayNotBeKept_EndsWithAnApologyNotWithThatType(string name)
    {
        var memory = new Dictionary<string, JsonObject>();
        await SayAsync(memory, "first", new Keeper("stand-in"));
        var stored = memory["test/conversations/c"].ToJsonString().Replace("\"stand-in\"", "{\"$" + name + "\":{}}");
        memory["test/conversations/c"] = (JsonObject)JsonNode.Parse(stored)!;

        var keeper = new Keeper("x");
        var replies = await SayAsync(memory, "second", keeper);

        Assert.Contains("start over", Assert.Single(replies));
        Assert.Null(keeper.Back);
        Assert.DoesNotContain("dialogStack\":[{", memory["test/conversations/c"].ToJsonString());
    }

    [Fact]
    public void DialogState_WithAnySerializerOptions_IsWrittenAndReadTheSame()
    {
        var state = new DialogState([new DialogInstance { Id = "a", Version = "1", StackIndex = 2, State = { ["n"] = 5L, ["inner"] = new DialogState([new DialogInstance { Id = "b", State = { ["when"] = Instant } }]) } }]);

        foreach (var options in new[] { new JsonSerializerOptions(), new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper }, JsonSerializerOptions.Web })
        {
            var back = JsonSerializer.Deserialize<DialogState>(JsonSerializer.Serialize(state, options), options)!;
            back = JsonSerializer.Deserialize<DialogState>(JsonSerializer.Serialize(back, options), options)!;

            var instance = Assert.Single(back.DialogStack);
            Assert.Equal(("a", "1", 2), (instance.Id, instance.Version, instance.StackIndex));
            Assert.Equal(5L, instance.State["n"]);
            Assert.Equal(Instant, Assert.IsType<DialogState>(instance.State["inner"]).DialogStack[0].State["when"]);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dialogStack":null}""")]
    public void DialogState_WithoutAStack_IsEmpty(string json) =>
        Assert.Empty(JsonSerializer.Deserialize<DialogState>(json)!.DialogStack);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"dialogStack":[{}]}""")]
    [InlineData("""{"dialogStack":[5]}""")]
    public void DialogState_Malformed_IsAJsonException(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DialogState>(json));

    [Fact]
    public async Task DialogState_NotTouchedInATurn_IsWrittenAsItWas()
    {
        var memory = new Dictionary<string, JsonObject>();
        await SayAsync(memory, "first", new Keeper(new Booking("Paris", null, Size.Small)));
        var before = memory["test/conversations/c"].ToJsonString();

        await SayAsync(memory, "ignored", new Keeper("x"));

        Assert.Equal(before, memory["test/conversations/c"].ToJsonString());
    }

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Plain(object? value) => JsonSerializer.Serialize(value, WithFields);

    private static async Task<object?> RoundTripAsync(object value)
    {
        var memory = new Dictionary<string, JsonObject>();
        await SayAsync(memory, "first", new Keeper(value));
        // Nothing is shared with the turn before but the text.
        memory["test/conversations/c"] = (JsonObject)JsonNode.Parse(memory["test/conversations/c"].ToJsonString())!;
        var keeper = new Keeper("another");
        await SayAsync(memory, "second", keeper);
        return keeper.Back;
    }

    private static async Task<string> StoredAsync(object value)
    {
        var memory = new Dictionary<string, JsonObject>();
        await SayAsync(memory, "first", new Keeper(value));
        return memory["test/conversations/c"].ToJsonString(Readable);
    }

    private static async Task<List<string?>> SayAsync(Dictionary<string, JsonObject> memory, string text, Dialog dialog)
    {
        var state = new ConversationState(new MemoryStorage(memory));
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c")).Use(new AutoSaveStateMiddleware(state));
        await adapter.SendTextToBotAsync(text, (turn, ct) => dialog.RunAsync(turn, state.CreateProperty<DialogState>("dialogs"), ct), default);
        return [.. adapter.ActiveQueue.Select(a => a.Text)];
    }

    /// <summary>Keeps a value in one turn and finds it again in another.</summary>
    private sealed class Keeper(object value) : Dialog("keeper")
    {
        public object? Back { get; private set; }

        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            dc.ActiveDialog!.State["kept"] = value;
            return Task.FromResult(EndOfTurn);
        }

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
        {
            if (dc.Context.Activity.Text != "ignored")
                Back = dc.ActiveDialog!.State["kept"];
            return Task.FromResult(EndOfTurn);
        }
    }
}
