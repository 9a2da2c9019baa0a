using System.Text.Json.Nodes;

namespace CampaignBot.Core.Privacy;

/// <summary>
/// A kind of data about people, for "my data" and "delete my data" (COMPLIANCE.md, "Privacy"). Whatever keeps anything about
/// a person implements it and is registered with the others, so that nothing is forgotten.
/// </summary>
public interface IPersonalData
{
    /// <summary>What it is, in lower case ("people", "sign-ups"); the key of its heading in the bot's words.</summary>
    string Name { get; }

    /// <summary>
    /// All that is held, an object each, with what the person would call data and no internal ids: names of fields as in the
    /// stored JSON, instants and days in ISO 8601.
    /// </summary>
    Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken);

    /// <summary>Deletes it. It may be called again after a failure half-way, and then deletes the rest.</summary>
    /// <param name="act">The id of the activity that asked for it, for ids of what else must be written.</param>
    Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken);
}
