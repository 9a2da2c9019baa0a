using System.Globalization;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>An element of a feed with what is in it. An optional field that can't be read counts as missing, as the specification has it.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Id">The attribute <c>id</c>.</param>
/// <param name="Language">The attribute <c>language</c>, of texts.</param>
internal sealed class VipElement(string name, int line, string? id, string? language)
{
    private List<VipElement>? _children;

    public string Name { get; } = name;

    public int Line { get; } = line;

    public string? Id { get; } = id;

    public string? Language { get; } = language;

    /// <summary>The text directly in it, trimmed.</summary>
    public string Text { get; set; } = "";

    public IReadOnlyList<VipElement> Children => _children ?? (IReadOnlyList<VipElement>)[];

    public void Add(VipElement child) => (_children ??= []).Add(child);

    public VipElement? Child(string name) => _children?.Find(c => c.Name == name);

    public IEnumerable<VipElement> All(string name) => Children.Where(c => c.Name == name);

    /// <summary>A field's text; null where it is missing or empty.</summary>
    public string? Field(string name) => Child(name) is { Text.Length: > 0 } child ? child.Text : null;

    public IReadOnlyList<string> Fields(string name) => [.. All(name).Select(c => c.Text).Where(t => t.Length > 0)];

    public bool? Flag(string name) => Field(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    public int? Integer(string name) =>
        int.TryParse(Field(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A date, with or without a zone after it.</summary>
    public DateOnly? Date(string name) => Field(name) is { Length: >= 10 } text
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A link to a web page; another scheme can't be shown to a voter and counts as missing.</summary>
    public Uri? Link(string name) => ReadLink(Field(name));

    public static Uri? ReadLink(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && link.UserInfo.Length == 0 ? link : null;

    /// <summary>A text in the languages it is there in (VIP's InternationalizedText); one without language is English.</summary>
    public LocalizedText? Localized(string name)
    {
        if (Child(name) is not { } field)
            return null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in field.All("Text").Where(t => t.Text.Length > 0))
            texts.TryAdd((text.Language ?? "en").Split('-')[0].ToLowerInvariant(), text.Text);
        if (texts.Count == 0 && field.Text.Length > 0)
            texts["en"] = field.Text;
        return texts.Count == 0 ? null : new LocalizedText(texts);
    }

    /// <summary>
    /// The ids a field names: a list in one element, or (5.0) an element each, whose name may be the singular
    /// (PollingLocationIds, PollingLocationId).
    /// </summary>
    public IEnumerable<string> References(string plural)
    {
        foreach (var child in Children)
        {
            if (child.Name != plural && (child.Name.Length != plural.Length - 1 || !plural.StartsWith(child.Name, StringComparison.Ordinal)))
                continue;
            foreach (var reference in child.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                yield return reference;
        }
    }
}
