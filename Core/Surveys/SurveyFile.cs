using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Surveys;

/// <summary>Reads a survey's file.</summary>
internal static class SurveyFile
{
    private const int LongestScale = 11;

    private static readonly Dictionary<string, AnswerKind> Kinds = new(StringComparer.Ordinal)
    {
        ["choice"] = AnswerKind.Choice, ["several"] = AnswerKind.Several, ["scale"] = AnswerKind.Scale, ["text"] = AnswerKind.Text, ["yes-no"] = AnswerKind.YesNo,
    };

    /// <summary>The survey; null where the file can't be read at all.</summary>
    public static Survey? Read(string yaml, string name, string file, IReadOnlyList<string> languages, ContentProblems problems)
    {
        if (YamlFields.Parse(yaml, file, 0, problems) is not { } fields)
            return null;
        var (from, until) = (fields.OptionalDate("from"), fields.OptionalDate("until"));
        if (until < from)
            fields.Error("until", "`until` lies before `from`.");
        var questions = new List<SurveyQuestion>();
        foreach (var ofQuestion in fields.Mappings("questions"))
            questions.Add(Question(ofQuestion, questions, languages));
        if (questions.Count == 0)
            fields.Error("questions", "`questions` must list at least one question.");
        var survey = new Survey(name, fields.Localized("title", languages), fields.Localized("intro", languages), fields.Localized("thanks", languages), questions) { From = from, Until = until };
        fields.RefuseUnknown();
        return survey;
    }

    private static SurveyQuestion Question(YamlFields fields, List<SurveyQuestion> earlier, IReadOnlyList<string> languages)
    {
        var id = fields.Text("id");
        if (id.Length > 0 && !IsId(id))
            fields.Error("id", $"`id`: '{id}' must be of small letters a to z, digits and hyphens.");
        if (earlier.Exists(q => q.Id == id))
            fields.Error("id", $"`id`: an earlier question is called '{id}'.");
        var kindText = fields.Text("kind");
        if (!Kinds.TryGetValue(kindText, out var kind) && kindText.Length > 0)
            fields.Error("kind", $"`kind`: '{kindText}' is none of {string.Join(", ", Kinds.Keys)}.");
        var (least, most, leastMeans, mostMeans) = kind == AnswerKind.Scale ? Scale(fields, languages) : default;
        return new SurveyQuestion(id, kind, fields.Localized("ask", languages), kind is AnswerKind.Choice or AnswerKind.Several ? Options(fields, languages) : [], least, most)
        {
            LeastMeans = leastMeans,
            MostMeans = mostMeans,
            IsOptional = fields.Flag("optional"),
            OnlyIf = fields.Has("onlyIf") ? Condition(fields.Mapping("onlyIf"), earlier) : null,
        };
    }

    private static List<SurveyOption> Options(YamlFields fields, IReadOnlyList<string> languages)
    {
        var options = new List<SurveyOption>();
        foreach (var ofOption in fields.Mappings("options"))
        {
            var option = new SurveyOption(ofOption.Text("id"), new LocalizedText(languages.ToDictionary(l => l, ofOption.Text, StringComparer.Ordinal)));
            if (option.Id.Length > 0 && !IsId(option.Id))
                ofOption.Error("id", $"`id`: '{option.Id}' must be of small letters a to z, digits and hyphens.");
            if (options.Exists(o => o.Id == option.Id))
                ofOption.Error("id", $"`id`: an earlier option is called '{option.Id}'.");
            foreach (var language in languages.Where(l => options.Exists(o => FoldedText.Key(o.Title[l]) == FoldedText.Key(option.Title[l]))))
                ofOption.Error(language, $"An earlier option reads '{option.Title[language]}', too.");
            options.Add(option);
        }
        if (options.Count < 2)
            fields.Error("options", "`options` must list at least two.");
        return options;
    }

    private static (int Least, int Most, LocalizedText? LeastMeans, LocalizedText? MostMeans) Scale(YamlFields fields, IReadOnlyList<string> languages)
    {
        var (least, most) = (fields.OptionalNumber("least", 0, 100) ?? 1, fields.OptionalNumber("most", 1, 100) ?? 5);
        if (most <= least || most - least >= LongestScale)
            fields.Error("most", string.Create(CultureInfo.InvariantCulture, $"A scale has 2 to {LongestScale} steps; from {least} to {most} it has {Math.Max(0, most - least + 1)}."));
        return (least, most, fields.OptionalLocalized("leastMeans", languages), fields.OptionalLocalized("mostMeans", languages));
    }

    private static SurveyCondition Condition(YamlFields fields, List<SurveyQuestion> earlier)
    {
        var (id, values) = (fields.Text("question"), fields.Texts("is"));
        if (values.Count == 0)
            fields.Error("is", "`is` must list at least one answer.");
        if (earlier.Find(q => q.Id == id) is not { } question)
        {
            if (id.Length > 0)
                fields.Error("question", $"`question`: no earlier question is called '{id}'.");
        }
        else if (question.Kind == AnswerKind.Text)
        {
            fields.Error("question", $"`question`: '{id}' is answered in words, which no condition can compare.");
        }
        else
        {
            var known = Answers(question);
            foreach (var (index, value) in values.Index().Where(v => !known.Contains(v.Item, StringComparer.Ordinal)))
                fields.ErrorOfItem("is", index, $"`is`: '{value}' is no answer to '{id}', which are {string.Join(", ", known)}.");
        }
        return new SurveyCondition(id, values);
    }

    private static IReadOnlyList<string> Answers(SurveyQuestion question) => question.Kind switch
    {
        AnswerKind.YesNo => ["yes", "no"],
        AnswerKind.Scale => [.. Enumerable.Range(question.Least, Math.Max(0, question.Most - question.Least + 1)).Select(n => n.ToString(CultureInfo.InvariantCulture))],
        _ => [.. question.Options.Select(o => o.Id)],
    };

    private static bool IsId(string text) => text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
