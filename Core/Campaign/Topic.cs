namespace CampaignBot.Core.Campaign;

/// <summary>
/// Something people choose from a list: what matters to them (<c>priorities/{id}.yaml</c>), what they want to hear about
/// (<c>topics/{id}.yaml</c>).
/// </summary>
/// <param name="Id">The file's name.</param>
/// <param name="Title">What a button says.</param>
/// <param name="Words">By language, what else people call it; beside the title.</param>
public sealed record Topic(string Id, LocalizedText Title, IReadOnlyDictionary<string, IReadOnlyList<string>> Words)
{
    /// <summary>Said of it, where that helps to choose.</summary>
    public LocalizedText? About { get; init; }

    /// <summary>Its place in the list; those without come last, by id.</summary>
    public int? Order { get; init; }

    /// <summary>Reads a file; null where it can't be read at all.</summary>
    internal static Topic? Read(string yaml, string id, string file, IReadOnlyList<string> languages, ContentProblems problems)
    {
        if (YamlFields.Parse(yaml, file, 0, problems) is not { } fields)
            return null;
        var words = fields.Has("words") ? fields.Mapping("words") : null;
        var topic = new Topic(id, fields.Localized("title", languages), languages.ToDictionary(l => l, l => words?.Texts(l) ?? [], StringComparer.Ordinal))
        {
            About = fields.OptionalLocalized("about", languages),
            Order = fields.OptionalNumber("order", 1, 999),
        };
        fields.RefuseUnknown();
        return topic;
    }

    /// <summary>In the order in which they are shown.</summary>
    internal static IReadOnlyList<Topic> Ordered(IEnumerable<Topic> topics) =>
        [.. topics.OrderBy(t => t.Order ?? int.MaxValue).ThenBy(t => t.Id, StringComparer.Ordinal)];
}
