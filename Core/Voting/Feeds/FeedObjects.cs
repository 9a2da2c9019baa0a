namespace CampaignBot.Core.Voting.Feeds;

/// <summary>The objects of a feed, street segments aside, by name and id.</summary>
internal sealed class FeedObjects(FeedProblems problems)
{
    // What nothing here is made of is not kept.
    private static readonly HashSet<string> Unused = new(StringComparer.Ordinal) { "ExternalFile", "Office", "BallotSelection", "Contest" };
    private readonly Dictionary<string, VipElement> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<VipElement>> _byName = new(StringComparer.Ordinal);

    public void Add(VipElement element)
    {
        if (element.Id is not { Length: > 0 } id)
        {
            problems.Warn("objects without an id", element.Line, $"{element.Name} is ignored: it has no id.");
            return;
        }
        if (!_byId.TryAdd(id, element))
        {
            problems.Warn("objects with an id that was given before", element.Line, $"{element.Name} '{id}' is ignored: the id was given on line {_byId[id].Line} already.");
            return;
        }
        if (Unused.Contains(element.Name))
            return;
        if (!_byName.TryGetValue(element.Name, out var list))
            _byName[element.Name] = list = [];
        list.Add(element);
    }

    public IReadOnlyList<VipElement> All(string name) => _byName.TryGetValue(name, out var list) ? list : [];

    /// <summary>The one object that a field names; null, and reported, where there is none of the kinds that may stand there.</summary>
    public VipElement? Reference(VipElement from, string field, params ReadOnlySpan<string> names) =>
        from.Field(field) is { } id ? Find(from, field, id, names) : null;

    /// <summary>The objects that a field names; those that aren't there are reported.</summary>
    public IReadOnlyList<VipElement> References(VipElement from, string field, params ReadOnlySpan<string> names)
    {
        var found = new List<VipElement>();
        foreach (var id in from.References(field))
        {
            if (Find(from, field, id, names) is { } element && !found.Contains(element))
                found.Add(element);
        }
        return found;
    }

    private VipElement? Find(VipElement from, string field, string id, ReadOnlySpan<string> names)
    {
        if (_byId.TryGetValue(id, out var element) && names.Contains(element.Name))
            return element;
        problems.Warn(
            $"broken references in {from.Name}/{field}",
            (from.Child(field) ?? from).Line,
            $"{from.Name} '{from.Id}': {field} names '{id}', which is {(element is null ? "not there" : $"a {element.Name}")}.");
        return null;
    }
}
