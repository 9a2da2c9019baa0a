using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Playing;

/// <summary>Reads what a transcript or the terminal says of things done rather than written.</summary>
internal static partial class StageDirections
{
    /// <summary>Somewhere, as "44.05, -121.31".</summary>
    /// <exception cref="InvalidDataException">It isn't two numbers.</exception>
    public static Activity Location(Actor actor, string place)
    {
        var numbers = place.Split(',', StringSplitOptions.TrimEntries);
        return numbers.Length == 2
            && double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            ? actor.SharesLocation(latitude, longitude)
            : throw Impossible($"* shares a location {place}");
    }

    /// <summary>What a card was filled in with.</summary>
    /// <exception cref="InvalidDataException">It isn't a JSON object.</exception>
    public static JsonObject Fields(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw Impossible(json);
        }
        catch (JsonException)
        {
            throw Impossible(json);
        }
    }

    /// <summary>A time such as "3 days" or "2d".</summary>
    /// <exception cref="InvalidDataException">It isn't one.</exception>
    public static TimeSpan Span(string text) => Duration().Match(text) is { Success: true } match
        ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) * match.Groups["unit"].Value[0] switch
        {
            'd' => TimeSpan.FromDays(1),
            'h' => TimeSpan.FromHours(1),
            _ => TimeSpan.FromMinutes(1),
        }
        : throw Impossible(text);

    /// <summary>That something was told to be done that can't be.</summary>
    public static InvalidDataException Impossible(string what) => new($"\"{what}\" can't be played.");

    [GeneratedRegex(@"^(?<n>\d{1,6}) ?(?<unit>d|days?|h|hours?|m|minutes?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Duration();
}
