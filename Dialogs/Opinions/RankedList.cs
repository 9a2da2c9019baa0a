using System.Globalization;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>Writes out what was ranked.</summary>
internal static class RankedList
{
    /// <summary>A line each, with numbers.</summary>
    public static string Numbered(IReadOnlyList<string> ranked, IReadOnlyList<Option> offered) =>
        string.Join('\n', Titles(ranked, offered).Select((title, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {title}")));

    /// <summary>As it was offered, or in the person's words.</summary>
    public static IEnumerable<string> Titles(IReadOnlyList<string> ranked, IReadOnlyList<Option> offered) =>
        ranked.Select(r => offered.FirstOrDefault(o => o.Value == r)?.Title ?? r);
}
