using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Privacy;

/// <summary>Puts what is held about a person into lines for a phone.</summary>
internal sealed class DataText(CampaignContent content, string language)
{
    private const int MostShown = 10;
    private const int LongestValue = 300;

    /// <summary>One kind of data: its heading, and each object in a line or two.</summary>
    public string Of(string name, IReadOnlyList<JsonObject> objects)
    {
        var text = new StringBuilder().Append("**").Append(Called(name)).Append("**");
        foreach (var shown in objects.Take(MostShown))
            text.Append("\n- ").Append(Fields(shown, "; "));
        if (objects.Count > MostShown)
            text.Append("\n- … (").Append((objects.Count - MostShown).ToString(CultureInfo.InvariantCulture)).Append(')');
        return text.ToString();
    }

    private string Fields(JsonObject fields, string separator) => string.Join(
        separator, fields.Select(f => (f.Key, Value: Value(f.Key, f.Value))).Where(f => f.Value.Length > 0).Select(f => $"{Called(f.Key)}: {f.Value}"));

    private string Value(string field, JsonNode? value) => value switch
    {
        null => "",
        // The name of a record, which says nothing to people; the file has it.
        JsonValue when field == "subject" => "",
        JsonValue topic when field is "topic" or "programme" && topic.TryGetValue(out string? named) && Enum.TryParse<DataWord>(named.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word) => Words.Say(word, language),
        // What was said is in the file; on a phone its length is enough.
        JsonArray messages when field == "messages" => messages.Count.ToString(CultureInfo.InvariantCulture),
        JsonArray list => Words.List([.. list.Select(item => Value(field, item)).Where(v => v.Length > 0)], language),
        // An address's parts say by themselves what they are.
        JsonObject parts when field is "home" or "addresses" or "to" or "phones" or "emails" or "replyTo" => string.Join(
            ", ", parts.Where(p => p.Key is not ("canText" or "isOptedOut" or "country")).Select(p => Value(p.Key, p.Value)).Where(v => v.Length > 0)),
        JsonObject inner => Fields(inner, ", "),
        JsonValue language when field is "language" or "languages" && language.TryGetValue(out string? tag) && LanguageCalled(tag) is { } called => called,
        // Words of the protocol's, not of anybody's: "sms", "not-home".
        JsonValue coded when field is "channel" or "channelId" or "source" or "contactType" or "statusCode" && coded.TryGetValue(out string? code) => Called(code),
        JsonValue simple => Simple(simple),
        _ => "",
    };

    private string Simple(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => Words.Say(DataWord.Yes, language),
        JsonValueKind.False => Words.Say(DataWord.No, language),
        // One that wasn't read from text may be an instant inside.
        JsonValueKind.String => Text(JsonNode.Parse(value.ToJsonString())!.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private string Text(string text)
    {
        if (text.Length >= 20 && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return Words.Date(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, content.Profile.TimeZone).DateTime), language);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Words.Date(day, language);
        if (content.Topics.Concat(content.Priorities).FirstOrDefault(t => t.Id == text || UpdateWishes.ProgrammeOf(t.Id) == text) is { } topic)
            return topic.Title[language];
        if (char.IsAsciiLetterUpper(text[..Math.Min(1, text.Length)].FirstOrDefault()) && Enum.TryParse<DataWord>(text, out var code))
            return Words.Say(code, language);
        if (content.Works.FirstOrDefault(w => w.Id == text) is { } work)
            return work.Title[language];
        if (Enum.TryParse<DayOfWeek>(text, out var weekday) && Enum.IsDefined(weekday))
            return CultureInfo.GetCultureInfo(language).DateTimeFormat.GetDayName(weekday);
        if (text is "yes" or "no")
            return Words.Say(text == "yes" ? DataWord.Yes : DataWord.No, language);
        if (text.Length > 8 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            return Ask.PhoneShown(text);
        return text.Length > LongestValue ? $"{text[..LongestValue].TrimEnd()}…" : text;
    }

    private static string? LanguageCalled(string tag) =>
        tag.Length is 2 or 3 && tag.All(char.IsAsciiLetterLower) ? CultureInfo.GetCultureInfo(tag).NativeName : null;

    private string Called(string name)
    {
        if (Enum.TryParse<DataWord>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word))
            return Words.Say(word, language);
        var parted = new StringBuilder();
        foreach (var c in name)
            parted.Append(c == '-' ? ' ' : char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c);
        return parted.ToString();
    }
}
