using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>A message without what would tell who wrote it, for a language model that is none of the campaign's.</summary>
public static partial class MaskedText
{
    /// <summary>
    /// Puts <c>[address]</c>, <c>[zip]</c>, <c>[phone]</c>, <c>[email]</c> and <c>[name]</c> in the place of what
    /// <see cref="EntityReader"/> found, and <c>[number]</c> for any other run of seven digits or more: cards, IDs.
    /// </summary>
    /// <param name="language">That of <paramref name="text"/>, "en" or "es".</param>
    /// <param name="now">From which "tomorrow" is counted.</param>
    /// <param name="zone">The campaign's.</param>
    public static string Of(string text, string language, DateTimeOffset now, TimeZoneInfo zone)
    {
        var entities = EntityReader.Read(text, language, now, zone);
        var masked = new StringBuilder(text);
        foreach (var entity in entities.Where(IsPersonal).OrderByDescending(e => e.Start))
            masked.Remove(entity.Start, entity.Length).Insert(entity.Start, $"[{NameOf(entity.Kind)}]");
        return LongNumber().Replace(masked.ToString(), "[number]");
    }

    /// <summary>A kind's name between the brackets.</summary>
    public static string NameOf(EntityKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Whether it may tell who somebody is.</summary>
    private static bool IsPersonal(Entity entity) =>
        entity.Kind is EntityKind.Address or EntityKind.Zip or EntityKind.Phone or EntityKind.Email or EntityKind.Name;

    [GeneratedRegex(@"\d(?:[ .\-]?\d){6,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex LongNumber();
}
