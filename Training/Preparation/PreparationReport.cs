using System.Globalization;

namespace CampaignBot.Training;

/// <summary>What was prepared, as a page for people: how much is there of what, how diverse it is, and what to mend. No personal data is in it.</summary>
public static class PreparationReport
{
    /// <summary>What is measured on fewer messages is too rough to compare two models by.</summary>
    private const int FewToTest = 400;

    /// <summary>Rows of a plot; the tables have all.</summary>
    private const int MostBars = 40;

    /// <summary>Makes the page; the same figures give the same page.</summary>
    public static Report Of(DataSetFigures figures)
    {
        var report = new Report("The prepared data set")
            .Figures(
                new("Messages", Told(figures.Messages), $"of {Told(figures.Changes.Read)} read"),
                new("Intents", Told(figures.Intents.Count(i => i.Intent != "none")), $"the largest {Told(figures.Imbalance)} times the smallest"),
                new("To train, validate, test", string.Join(" / ", figures.Parts.Values.Select(count => Told(count)))),
                new("Personal data replaced", Told(figures.Changes.Replaced.Values.Sum())));
        Advise(report, figures);
        Change(report, figures);
        Balance(report, figures);
        Diversity(report, figures);
        Conflicts(report, figures);
        return report;
    }

    private static void Advise(Report report, DataSetFigures figures)
    {
        report.Section("What to mend");
        var advice = Advice(figures).ToList();
        if (advice.Count == 0)
            report.Paragraph("Nothing stands out.");
        foreach (var line in advice)
            report.Paragraph(line);
    }

    /// <summary>What to mend, a paragraph each, for the page and for who ran the command.</summary>
    public static IEnumerable<string> Advice(DataSetFigures figures)
    {
        var few = figures.Intents.Where(i => i.Intent != "none")
            .SelectMany(i => figures.Languages.Keys.Select(l => (i.Intent, Language: l, Count: i.ByLanguage.GetValueOrDefault(l))))
            .Where(i => i.Count is > 0 and < TooFew.Enough)
            .OrderBy(i => i.Count)
            .Select(i => $"{i.Intent} in {NameOf(i.Language)} ({Told(i.Count)})").ToList();
        if (few.Count > 0)
            yield return $"Fewer than {TooFew.Enough} messages in a language: {Listed(few)}. A model will often miss what is said another way. Add some {TooFew.Enough} to 40 each, as voters write them.";
        var tested = figures.Intents.Where(i => i.Intent != "none").Sum(i => i.Test);
        if (tested is > 0 and < FewToTest)
        {
            var half = LikelyRange.Of(0.7, tested);
            yield return $"Only {Told(tested)} of the test messages ask for an intent. A figure measured on them is rough: 70% would mean {half}, so don't compare models by a few points.";
        }
        var untested = figures.Intents.Where(i => i.Test == 0).Select(i => i.Intent).ToList();
        if (untested.Count > 0)
            yield return $"No message to test with: {Listed(untested)}. What is measured says nothing of them.";
        foreach (var language in figures.Languages.Keys)
        {
            var missing = figures.Intents.Where(i => i.ByLanguage.GetValueOrDefault(language) == 0).Select(i => i.Intent).ToList();
            if (missing.Count > 0 && figures.Languages[language] * 10 > figures.Messages)
                yield return $"Not there in {NameOf(language)}: {Listed(missing)}.";
        }
        if (figures.Imbalance > 10)
            yield return $"The largest intent has {Told(figures.Imbalance)} times as many messages as the smallest: the small ones will be found less often.";
        var texting = figures.Registers.Values.Sum(r => r["texting"]);
        if (texting * 20 < figures.Messages)
            yield return $"Only {Share(texting, figures.Messages)} of the messages are written as people text. Voters do.";
        if (figures.MeanNearest is > 0.6)
            yield return $"Test messages are much like training ones ({Written(figures.MeanNearest.Value)} on average): figures measured on them promise too much.";
        if (figures.ConflictCount > 0)
            yield return $"The same words, or nearly, have different labels in {Told(figures.ConflictCount)} places, listed in the report: decide on one.";
        if (figures.Changes.Unreviewed > 0)
            yield return $"{Told(figures.Changes.Unreviewed)} messages of conversations are not reviewed yet, so they were left out.";
    }

    private static void Change(Report report, DataSetFigures figures)
    {
        var changes = figures.Changes;
        report.Section("What was removed and replaced")
            .Table(new ReportTable(
                "Removed",
                ["messages that are", "count"],
                [
                    ["the same words as another with the same label, whatever the case, accents and punctuation", Told(changes.ExactDuplicates)],
                    [$"nearly the same, with the same label: at least {Written(NearDuplicates.Same)} of all runs of three letters in common, or a slip of the finger apart", Told(changes.NearDuplicates)],
                    ["the same words as others, which mostly have another label", Told(changes.Contradictory)],
                    ["to test or validate with, but too like one to train on", Told(changes.GivingAway)],
                    ["empty but for space, quotes and control characters", Told(changes.Empty)],
                ]))
            .Table(new ReportTable(
                "Personal data replaced",
                ["placeholder", "times"],
                changes.Replaced.Count == 0 ? [["none", "0"]] : [.. changes.Replaced.Select(r => (string[])[$"[{r.Key}]", Told(r.Value)])]))
            .Paragraph($"Messages that are alike (from {Written(NearDuplicates.Alike)} on) and messages of one conversation stay on one side of the split: {Told(figures.Groups)} groups.");
    }

    private static void Balance(Report report, DataSetFigures figures)
    {
        report.Section("Balance")
            .Paragraph($"Evenness of the intents: {Written(figures.Evenness)}, where 1 is all as large.")
            .Chart(PartsChart(figures))
            .Chart(new BarChart(
                "Messages by language",
                $"{string.Join(", ", figures.Languages.Select(l => $"{Told(l.Value)} in {NameOf(l.Key)}"))}.",
                "language",
                [.. figures.Languages.Keys.Select(NameOf)],
                [new("messages", [.. figures.Languages.Values.Select(v => (double)v)])]))
            .Chart(new BarChart(
                "Register",
                "The share of messages written formally, informally and as people text, in each part.",
                "register",
                [.. figures.Registers["train"].Keys],
                [.. figures.Registers.Where(part => part.Value.Values.Sum() > 0).Select(part => new ChartSeries(part.Key, [.. part.Value.Values.Select(v => (double)v / part.Value.Values.Sum())]))],
                ChartNumbers.Percent));
    }

    private static BarChart PartsChart(DataSetFigures figures)
    {
        var shown = figures.Intents.OrderBy(i => i.Train + i.Validation + i.Test).ThenBy(i => i.Intent, StringComparer.Ordinal).Take(MostBars).ToList();
        return new BarChart(
            "Messages by intent",
            figures.Intents.Count > MostBars ? $"The {MostBars} smallest of {Told(figures.Intents.Count)} intents; all are in the table under Diversity." : "From the smallest to the largest.",
            "intent",
            [.. shown.Select(i => i.Intent)],
            [
                new("train", [.. shown.Select(i => (double)i.Train)]),
                new("validation", [.. shown.Select(i => (double)i.Validation)]),
                new("test", [.. shown.Select(i => (double)i.Test)]),
            ]);
    }

    private static void Diversity(Report report, DataSetFigures figures)
    {
        report.Section("Diversity and overlap")
            .Paragraph($"Of the words of the test messages, {Percent(figures.TestWordsKnown)} are in training. Of the words in training {Percent(figures.DistinctWords)} are different ones, of the pairs of words {Percent(figures.DistinctPairs)}.")
            .Chart(new Histogram(
                "Words in a message",
                $"{Written(figures.MeanWords)} on average.",
                "words",
                Histogram.Count(figures.Lengths, figures.Lengths.Max() > 60 ? 5 : figures.Lengths.Max() > 30 ? 2 : 1)));
        if (figures.Nearest.Count > 0)
        {
            report.Chart(new Histogram(
                "How like training the test messages are",
                $"The most similar training message of the same intent has {Written(figures.MeanNearest!.Value)} of all runs of three letters in common, on average. Far to the right, testing would be asking for what was learned by heart.",
                "likeness",
                Histogram.Count(figures.Nearest, 0.05)));
        }
        report.Table(new ReportTable(
            "Every intent",
            ["intent", "train", "validation", "test", .. figures.Languages.Keys, "words a message", "different pairs", "nearest"],
            [.. figures.Intents.Select(i => (string[])
            [
                i.Intent, Told(i.Train), Told(i.Validation), Told(i.Test), .. figures.Languages.Keys.Select(l => Told(i.ByLanguage.GetValueOrDefault(l))),
                Written(i.MeanWords), Percent(i.DistinctPairs), i.Nearest is { } nearest ? Written(nearest) : "–",
            ])]));
    }

    private static void Conflicts(Report report, DataSetFigures figures)
    {
        report.Section("Labels that contradict each other");
        if (figures.ConflictCount == 0)
        {
            report.Paragraph("None.");
            return;
        }
        report.Paragraph("The same words with different labels teach nothing: where most have one label, only those are kept, else none. Of messages that are nearly the same both are kept, as a word may make the difference.")
            .Table(new ReportTable(
                figures.ConflictCount > figures.Conflicts.Count ? $"The first {Told(figures.Conflicts.Count)} of {Told(figures.ConflictCount)}" : "All of them",
                ["messages", "labels", "in the data set"],
                [.. figures.Conflicts.Select(c => (string[])[string.Join(" | ", c.Texts), string.Join(" | ", c.Intents), c.LeftOut ? "none of them" : c.Texts.Count > 1 ? "both" : c.Intents[0]])]));
    }

    private static string Listed(List<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(12))} and {Told(names.Count - 12)} more";

    private static string NameOf(string language) => language switch { "en" => "English", "es" => "Spanish", _ => language };

    private static string Told(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Written(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static string Share(int part, int whole) => Percent((double)part / whole);
}
