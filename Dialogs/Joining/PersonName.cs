using CampaignBot.Core.People;

namespace CampaignBot.Dialogs.Joining;

/// <summary>A name as one says it and as the people directory keeps it, in two parts.</summary>
internal static class PersonName
{
    /// <summary>The whole name, as far as it is known; null where none is.</summary>
    public static string? Of(Person? person) =>
        string.Join(' ', new[] { person?.GivenName, person?.FamilyName }.OfType<string>()) is { Length: > 0 } name ? name : null;

    /// <summary>What to call somebody by.</summary>
    public static string Given(string name) => name.Split(' ')[0];

    /// <summary>The person with that name; a family name that isn't told again stays.</summary>
    public static Person With(Person person, string name) =>
        name.Split(' ', 2) is [var given, var family] ? person with { GivenName = given, FamilyName = family } : person with { GivenName = name };
}
