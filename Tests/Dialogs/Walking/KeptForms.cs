using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Tests.Dialogs.Walking;

/// <summary>What a conversation's record keeps of dialogs: how deep they are stacked, and the answers that each form has, under way or put aside.</summary>
/// <param name="Bytes">How much the record holds.</param>
/// <param name="Depth">How many conversations lie on one another.</param>
/// <param name="Answered">The ids of the questions that have an answer, by form.</param>
public sealed record KeptForms(int Bytes, int Depth, IReadOnlyDictionary<string, IReadOnlyList<string>> Answered)
{
    /// <summary>Reads a record; nothing where there is none.</summary>
    /// <param name="conversations">The ids of the conversations there are.</param>
    public static KeptForms Of(Document? record, IReadOnlySet<string> conversations)
    {
        var answered = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (record is null)
            return new KeptForms(0, 0, answered);
        using var json = JsonDocument.Parse(record.Body);
        var depth = 0;
        Visit(json.RootElement.GetProperty("state"), null, conversations, answered, ref depth);
        return new KeptForms(record.Body.Length, depth, answered);
    }

    private static void Visit(JsonElement element, string? form, IReadOnlySet<string> conversations, Dictionary<string, IReadOnlyList<string>> answered, ref int depth)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Visit(item, form, conversations, answered, ref depth);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("id", out var id) && element.TryGetProperty("state", out _) && conversations.Contains(id.GetString()!))
        {
            form = id.GetString();
            depth++;
        }
        if (form is not null && element.TryGetProperty("answered", out var ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() > 0)
            answered[form] = [.. ids.EnumerateArray().Select(i => i.GetString()!)];
        foreach (var property in element.EnumerateObject())
            Visit(property.Value, form ?? (conversations.Contains(property.Name) ? property.Name : null), conversations, answered, ref depth);
    }
}
