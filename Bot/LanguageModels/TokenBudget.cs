using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.LanguageModels;

/// <summary>
/// How many tokens may still be used today, in the campaign's time zone. A call reserves what it may need and settles with what
/// it used. The count is a document, so that a restart doesn't begin anew and all instances share one budget.
/// </summary>
/// <param name="perDay">Tokens a day; 0 for any number.</param>
internal sealed partial class TokenBudget(IDocumentStore documents, long perDay, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>A day's count; kept for a while to look back on.</summary>
    public static DocumentKind Kind { get; } = new("model-tokens");

    private static readonly TimeSpan Kept = TimeSpan.FromDays(40);

    /// <summary>Reserves tokens of today.</summary>
    /// <returns>The day they were taken from, for <see cref="SettleAsync"/>; null where there aren't so many left.</returns>
    public async Task<DateOnly?> ReserveAsync(long tokens, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        return await AddAsync(day, tokens, mayRefuse: perDay > 0, cancellationToken) ? day : null;
    }

    /// <summary>Puts right what was reserved, by what was used.</summary>
    public Task SettleAsync(DateOnly day, long reserved, long used, CancellationToken cancellationToken) =>
        reserved == used ? Task.CompletedTask : AddAsync(day, used - reserved, mayRefuse: false, cancellationToken);

    /// <summary>How many tokens a day has used or reserved.</summary>
    public async Task<long> UsedAsync(DateOnly day, CancellationToken cancellationToken) =>
        (await documents.ReadAsync(Key(day), cancellationToken)) is { } document ? Read(document).Tokens : 0;

    private async Task<bool> AddAsync(DateOnly day, long tokens, bool mayRefuse, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.ReadAsync(Key(day), cancellationToken);
            var used = document is null ? 0 : Read(document).Tokens;
            if (mayRefuse && used + tokens > perDay)
                return false;
            try
            {
                await documents.WriteAsync(
                    new DocumentWrite(
                        Key(day),
                        JsonSerializer.SerializeToUtf8Bytes(new Count(Math.Max(0, used + tokens)), TokenBudgetJson.Default.Count),
                        document is null ? WriteCondition.Create : WriteCondition.Match(document.ETag),
                        clock.GetUtcNow() + Kept),
                    cancellationToken);
                return true;
            }
            catch (DocumentConflictException)
            {
                // Another call counted meanwhile.
            }
        }
    }

    private static DocumentKey Key(DateOnly day) => new(Kind.Name, "day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static Count Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, TokenBudgetJson.Default.Count)!;

    /// <param name="Tokens">Used and reserved.</param>
    internal sealed record Count(long Tokens);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Count))]
    internal sealed partial class TokenBudgetJson : JsonSerializerContext;
}
