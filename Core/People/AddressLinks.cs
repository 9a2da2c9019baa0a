using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.People;

/// <summary>Sends a text message with a code to a phone number; false where that could not be done.</summary>
/// <param name="to">E.164.</param>
/// <param name="id">Names the message: a second one of the same id is not sent.</param>
public delegate Task<bool> SendCode(string to, string text, string language, string id, CancellationToken cancellationToken);

/// <summary>What came of asking for a code.</summary>
public abstract record CodeAsked
{
    private CodeAsked()
    {
    }

    /// <summary>It is to be sent now.</summary>
    /// <param name="Code">Six digits.</param>
    public sealed record Made(string Code) : CodeAsked;

    /// <summary>The address is the person's already.</summary>
    public sealed record Known : CodeAsked;

    /// <summary>Whoever has the address wants no messages of ours.</summary>
    public sealed record Unwanted : CodeAsked;

    /// <summary>Too many codes were asked for today, by this person or for this address.</summary>
    public sealed record TooMany : CodeAsked;
}

/// <summary>What came of telling a code.</summary>
public enum CodeTold
{
    /// <summary>It was right: the address is the person's.</summary>
    Right,

    /// <summary>It was wrong, and may be told again.</summary>
    Wrong,

    /// <summary>There is none that could still be told: it is too old, or was told wrong too often.</summary>
    Over,
}

/// <summary>
/// Makes a second address a person's own: a code is sent there, and who tells it here has both. A code is good for ten minutes and five
/// attempts; three a day may be asked for by one person and for one address, so that nobody can pester a stranger or guess.
/// </summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
public sealed class AddressLinks(IDocumentStore documents, PersonDirectory people, ConsentLedger consent) : IPersonalData
{
    private const int MostAttempts = 5;
    private const int MostADay = 3;
    private const string Open = "open";
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Partition: an address. Id "open": the code that whoever writes from there may tell; else a code asked for by or for it, kept for a day.</summary>
    public static DocumentKind Kind { get; } = new("address-link");

    /// <inheritdoc/>
    public string Name => "links";

    /// <summary>Makes a code for an address. Called again with the same <paramref name="act"/>, it gives the same.</summary>
    public async Task<CodeAsked> AskAsync(ChannelAddress from, ChannelAddress to, string act, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (from == to || (await people.SomeoneAsync(from.ChannelId, from.Address, cancellationToken)).Addresses.Contains(to))
            return new CodeAsked.Known();
        if (await consent.LatestAsync(to.ChannelId, to.Address, cancellationToken: cancellationToken) is { Act: ConsentAct.OptOut })
            return new CodeAsked.Unwanted();
        if (await FindAsync(from, cancellationToken) is ({ } open, _) && open.Act == act)
            return new CodeAsked.Made(open.Code);
        if (!await CountAsync(from, act, now, cancellationToken) || !await CountAsync(to, act, now, cancellationToken))
            return new CodeAsked.TooMany();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        await WriteAsync(from, new OpenCode(to, code, act, MostAttempts, null), default, now + GoodFor, cancellationToken);
        return new CodeAsked.Made(code);
    }

    /// <summary>Takes a code that was told. Called again with the same <paramref name="act"/>, it answers the same.</summary>
    public async Task<CodeTold> TellAsync(ChannelAddress from, string code, string act, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await FindAsync(from, cancellationToken) is not ({ } open, { } document))
                return CodeTold.Over;
            var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(open.Code));
            if (open.ToldBy == act)
                return open.IsUsed ? CodeTold.Right : open.Left > 0 ? CodeTold.Wrong : CodeTold.Over;
            if (open.IsUsed || open.Left <= 0)
                return CodeTold.Over;
            // Linked first: a code that is used up by a crash could not be told again.
            if (isRight)
                await people.LinkAsync(from, open.To, cancellationToken);
            var told = open with { Left = open.Left - 1, ToldBy = act, IsUsed = isRight };
            try
            {
                await WriteAsync(from, told, WriteCondition.Match(document.ETag), document.Expires, cancellationToken);
                return isRight ? CodeTold.Right : told.Left > 0 ? CodeTold.Wrong : CodeTold.Over;
            }
            catch (DocumentConflictException)
            {
                // Told twice at once: each attempt counts.
            }
        }
    }

    /// <summary>Nothing: codes are gone within minutes, and what they linked is the person's record.</summary>
    public Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<JsonObject>>([]);

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses)
        {
            foreach (var document in (await documents.QueryAsync(new DocumentQuery(Kind.Name, address.Key), cancellationToken)).Documents)
                await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Counts a code at an address; false where there were enough today.</summary>
    private async Task<bool> CountAsync(ChannelAddress address, string act, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = (await documents.QueryAsync(new DocumentQuery(Kind.Name, address.Key), cancellationToken)).Documents.Where(d => d.Key.Id != Open).ToList();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(act)));
        if (asked.Exists(d => d.Key.Id == id))
            return true;
        if (asked.Count >= MostADay)
            return false;
        await documents.WriteAsync(new DocumentWrite(new DocumentKey(Kind.Name, address.Key, id), "{}"u8.ToArray(), WriteCondition.None, now + Day), cancellationToken);
        return true;
    }

    private async Task<(OpenCode? Code, Document? Document)> FindAsync(ChannelAddress from, CancellationToken cancellationToken) =>
        await documents.ReadAsync(new DocumentKey(Kind.Name, from.Key, Open), cancellationToken) is { } document
            ? (JsonSerializer.Deserialize(document.Body.Span, AddressLinkJson.Default.OpenCode), document)
            : (null, null);

    private async Task WriteAsync(ChannelAddress from, OpenCode code, WriteCondition condition, DateTimeOffset? expires, CancellationToken cancellationToken) => await documents.WriteAsync(
        new DocumentWrite(new DocumentKey(Kind.Name, from.Key, Open), JsonSerializer.SerializeToUtf8Bytes(code, AddressLinkJson.Default.OpenCode), condition, expires), cancellationToken);
}

/// <summary>A code that may be told.</summary>
/// <param name="To">The address it was sent to.</param>
/// <param name="Act">What asked for it.</param>
/// <param name="Left">How often it may still be told.</param>
/// <param name="ToldBy">What told it last.</param>
internal sealed record OpenCode(ChannelAddress To, string Code, string Act, int Left, string? ToldBy, bool IsUsed = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OpenCode))]
internal sealed partial class AddressLinkJson : JsonSerializerContext;
