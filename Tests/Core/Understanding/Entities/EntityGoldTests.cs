using System.Globalization;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Tests.Support;
using Xunit.Abstractions;

namespace CampaignBot.Tests.Core.Understanding.Entities;

/// <summary>
/// The reader against messages marked by hand (<c>Gold/</c>). An entity counts as found where its place, kind and value are all right.
/// Figures: <c>dotnet test --filter EntityGold --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class EntityGoldTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(BotProgram.RepositoryRoot(), "Tests", "Core", "Understanding", "Entities", "Gold");

    [Theory]
    [MemberData(nameof(Files))]
    public void Reader_OnMarkedMessages_FindsThemAndNothingElse(string file)
    {
        var messages = File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 3 && line[0] != '#').Select(GoldMessage.Parse).ToList();
        var scored = messages.Select(m => (Message: m, Expected: m.Expected.ToHashSet(), Found: m.Found().ToHashSet())).ToList();

        foreach (var (message, expected, found) in scored)
        {
            if (!expected.SetEquals(found))
                output.WriteLine($"{message.Language} {message.Text}\n     missed: {Listed(message, expected.Except(found))}\n     wrong:  {Listed(message, found.Except(expected))}");
        }
        foreach (var ofLanguage in scored.GroupBy(s => s.Message.Language, StringComparer.Ordinal))
            output.WriteLine($"{ofLanguage.Key} {ofLanguage.Count(s => s.Expected.SetEquals(s.Found))} of {ofLanguage.Count()} messages all right");
        foreach (var kind in Enum.GetValues<EntityKind>())
            output.WriteLine(Figures(kind.ToString(), scored.Select(s => (s.Expected.Where(e => e.Kind == kind), s.Found.Where(e => e.Kind == kind)))));
        output.WriteLine(Figures("all", scored.Select(s => (s.Expected.AsEnumerable(), s.Found.AsEnumerable()))));

        var (right, wanted, given) = Count(scored.Select(s => (s.Expected.AsEnumerable(), s.Found.AsEnumerable())));
        Assert.True(right >= 0.95 * wanted && right >= 0.95 * given, $"{right} right of {wanted} wanted and {given} found");
    }

    private static string Figures(string name, IEnumerable<(IEnumerable<(int, int, EntityKind, string)> Expected, IEnumerable<(int, int, EntityKind, string)> Found)> pairs)
    {
        var (right, wanted, given) = Count(pairs);
        return string.Create(CultureInfo.InvariantCulture, $"{name,-10} {wanted,4} marked   precision {Share(right, given):P1}   recall {Share(right, wanted):P1}");
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    private static (int Right, int Wanted, int Given) Count(IEnumerable<(IEnumerable<(int, int, EntityKind, string)> Expected, IEnumerable<(int, int, EntityKind, string)> Found)> pairs)
    {
        var counts = pairs.Select(p => (Right: p.Expected.Intersect(p.Found).Count(), Wanted: p.Expected.Count(), Given: p.Found.Count())).ToList();
        return (counts.Sum(c => c.Right), counts.Sum(c => c.Wanted), counts.Sum(c => c.Given));
    }

    private static string Listed(GoldMessage message, IEnumerable<(int Start, int Length, EntityKind Kind, string Value)> entities) =>
        string.Join("; ", entities.Select(e => $"[{message.Text.AsSpan(e.Start, e.Length)}|{e.Kind}={e.Value}]"));
}
