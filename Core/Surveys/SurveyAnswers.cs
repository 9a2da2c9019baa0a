using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Surveys;

/// <summary>What one person answered to a survey so far.</summary>
/// <param name="Survey">Its name.</param>
/// <param name="Answers">By question, as given: ids of options, "yes" or "no", a number, words.</param>
/// <param name="Language">What they spoke, ISO 639-1.</param>
/// <param name="At">When they last answered something.</param>
public sealed record SurveyAnswers(string Survey, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, string Language, DateTimeOffset At)
{
    /// <summary>One document a person and survey.</summary>
    public static DocumentKind Kind { get; } = new("survey-answers", "survey", "at");

    /// <summary>Whose they are, where the person agreed to that (COMPLIANCE.md, "Privacy").</summary>
    public ChannelAddress? By { get; init; }

    /// <summary>Whether they came to its end.</summary>
    public bool IsComplete { get; init; }
}

/// <summary>The answers to surveys, on the document store: of each person once, to be changed at any time.</summary>
/// <param name="documents">A store in which <see cref="SurveyAnswers.Kind"/> and <see cref="ConsentLedger.Kind"/> are declared.</param>
public sealed class SurveyBook(IDocumentStore documents, Pseudonyms pseudonyms) : IPersonalData
{
    private readonly PersonalShelf<SurveyAnswers> _shelf = new(documents, pseudonyms, SurveyAnswers.Kind, SurveysJson.Default.SurveyAnswers);

    /// <inheritdoc/>
    public string Name => "survey-answers";

    /// <summary>What somebody answered; null where they haven't.</summary>
    public Task<SurveyAnswers?> FindAsync(ChannelAddress person, string survey, CancellationToken cancellationToken = default) =>
        _shelf.FindAsync(person, survey, cancellationToken);

    /// <summary>Keeps what somebody answered so far, in the place of what was there.</summary>
    public Task KeepAsync(ChannelAddress person, SurveyAnswers answers, CancellationToken cancellationToken = default) =>
        _shelf.KeepAsync(person, answers.Survey, answers, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) => _shelf.CollectAsync(someone, ["by"], cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken) => _shelf.DeleteAsync(someone, cancellationToken);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(SurveyAnswers))]
internal sealed partial class SurveysJson : JsonSerializerContext;
