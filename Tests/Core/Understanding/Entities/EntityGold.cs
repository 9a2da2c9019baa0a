using System.Globalization;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Tests.Core.Understanding.Entities;

/// <summary>A message as a voter may write it, with the entities in it, each marked as <c>[text|kind=value]</c>.</summary>
public sealed record GoldMessage(string Language, string Text, IReadOnlyList<(int Start, int Length, EntityKind Kind, string Value)> Expected)
{
    /// <summary>Wednesday, October 21, 2026, half past nine in the morning in Oregon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 10, 21, 9, 30, 0, TimeSpan.FromHours(-7));

    public static readonly DateOnly Election = new(2026, 11, 3);

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    /// <summary>What the reader finds in the text, in the form of <see cref="Expected"/>.</summary>
    public IEnumerable<(int Start, int Length, EntityKind Kind, string Value)> Found() =>
        EntityReader.Read(Text, Language, Now, Zone, Election).Select(e => (e.Start, e.Length, e.Kind, Told(e.Value)));

    public static GoldMessage Parse(string line)
    {
        var text = new System.Text.StringBuilder();
        var expected = new List<(int, int, EntityKind, string)>();
        var marked = line[3..];
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != '[')
            {
                text.Append(marked[i]);
                continue;
            }
            var (bar, end) = (marked.IndexOf('|', i), marked.IndexOf(']', i));
            var (kind, value) = (marked[(bar + 1)..end].Split('=', 2)[0], marked[(bar + 1)..end].Split('=', 2)[1]);
            expected.Add((text.Length, bar - i - 1, Enum.Parse<EntityKind>(kind, ignoreCase: true), value));
            text.Append(marked.AsSpan(i + 1, bar - i - 1));
            i = end;
        }
        return new GoldMessage(line[..2], text.ToString(), expected);
    }

    public static string Told(EntityValue value) => value switch
    {
        PostalAddress a => string.Join(", ", new[] { a.StreetLine, a.Unit, a.City, $"{a.State} {a.Zip}".Trim() }.Where(part => !string.IsNullOrEmpty(part))),
        ZipCode z => z.Plus4 is null ? z.Zip : $"{z.Zip}-{z.Plus4}",
        PhoneNumber p => (p.E164 ?? p.Digits) + (p.Extension is null ? "" : $"x{p.Extension}"),
        EmailAddress e => e.Address,
        PersonName n => n.Family is null ? n.Given : $"{n.Given}/{n.Family}",
        Number n => n.Value.ToString("0.##", CultureInfo.InvariantCulture) + (n.IsOrdinal ? "." : ""),
        LanguageAskedFor l => l.Language,
        When { HasTime: false } w when w.Until.Date == w.From.Date.AddDays(1) => Day(w.From),
        When { HasTime: false } w => $"{Day(w.From)}/{Day(w.Until)}",
        When w => (w.HasDate ? Day(w.From) : "") + Time(w.From) + (w.Until == w.From ? "" : $"/{Time(w.Until)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("'T'HH:mm", CultureInfo.InvariantCulture);
}
