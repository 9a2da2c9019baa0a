using CampaignBot.Core.Campaign;
using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Which script a volunteer reads, and where in it.</summary>
public sealed record TalkingPointsDetails : FormDetails
{
    /// <summary>The script's id.</summary>
    public string? Situation { get; init; }

    /// <summary>The part that is read, from 0.</summary>
    public int Part { get; init; }

    /// <summary>Whether that part was said.</summary>
    public bool IsSaid { get; init; }

    /// <summary>What to do next.</summary>
    public string? Step { get; init; }
}

/// <summary>Gives volunteers what to say, by situation, part by part.</summary>
public sealed class TalkingPointsDialog(CampaignProfile profile, TimeProvider clock, ScriptShelf scripts)
    : FormDialog<TalkingPointsDetails>(Intents.TalkingPoints, profile, clock, Asked(scripts))
{
    private const string Next = "next";
    private const string Back = "back";
    private const string Others = "others";
    private const string Enough = "enough";

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.TalkingPointsTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async ValueTask<TalkingPointsDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (scripts.In(turn.Language).Count > 0)
            return new TalkingPointsDetails();
        await turn.SendAsync(turn.Say(VolunteerPhrase.NoScripts, Profile.Office.Phone, Profile.Office.Email), cancellationToken: cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    protected override async ValueTask<TalkingPointsDetails> HeardAsync(FormTurn turn, TalkingPointsDetails details, CancellationToken cancellationToken)
    {
        if (details is not { Situation: { } id, IsSaid: false })
            return details;
        // The language may have changed since.
        if (scripts.Find(id, turn.Language) is not { } script)
            return new TalkingPointsDetails();
        var part = Math.Clamp(details.Part, 0, script.Parts.Count - 1);
        await turn.SendAsync($"{turn.Say(VolunteerPhrase.PartOf, script.Title, part + 1, script.Parts.Count)}\n\n{script.Parts[part]}", cancellationToken: cancellationToken);
        return details with { Part = part, IsSaid = true };
    }

    /// <inheritdoc/>
    protected override async Task<TalkingPointsDetails?> FinishAsync(FormTurn turn, TalkingPointsDetails details, CancellationToken cancellationToken)
    {
        switch (details.Step)
        {
            case Enough:
                await turn.SendAsync(turn.Say(VolunteerPhrase.AllTheBest), cancellationToken: cancellationToken);
                return null;
            case Others:
                return new TalkingPointsDetails();
            default:
                return await HeardAsync(turn, details with { Part = details.Part + (details.Step == Next ? 1 : -1), IsSaid = false, Step = null, Asked = null }, cancellationToken);
        }
    }

    private static IReadOnlyList<Question<TalkingPointsDetails>> Asked(ScriptShelf scripts) =>
    [
        new SituationQuestion(scripts) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskSituation) },
        new StepQuestion(scripts) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskStep) },
    ];

    private static List<Option> Steps(FormTurn turn, TalkingPointsDetails details, ScriptShelf scripts)
    {
        var parts = details.Situation is { } id && scripts.Find(id, turn.Language) is { } script ? script.Parts.Count : 0;
        var steps = new List<Option>();
        if (details.Part + 1 < parts)
            steps.Add(new Option(Next, turn.Say(VolunteerPhrase.Next), "go on", "more", "mas", "sigue", "continuar"));
        if (details.Part > 0)
            steps.Add(new Option(Back, turn.Say(VolunteerPhrase.Back), "previous", "anterior", "volver"));
        steps.Add(new Option(Others, turn.Say(VolunteerPhrase.Others), "other", "another", "otra", "otra situacion"));
        steps.Add(new Option(Enough, turn.Say(VolunteerPhrase.Enough), "done", "thanks", "thank you", "ok", "no", "gracias", "listo", "ya", "basta", "ya basta", "enough", "stop it"));
        return steps;
    }

    /// <summary>Asks for the situation: by its title, or in words that its file names.</summary>
    private sealed class SituationQuestion(ScriptShelf scripts) : Forms.Questions.ValueQuestion<TalkingPointsDetails, string>("situation", d => d.Situation, (d, v) => d with { Situation = v, Part = 0, IsSaid = false })
    {
        public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, TalkingPointsDetails details, CancellationToken cancellationToken) =>
            new([.. scripts.In(turn.Language).Select(s => new Option(s.Id, s.Title))]);

        public override async ValueTask<Reading<TalkingPointsDetails>> ReadAsync(
            FormTurn turn, TalkingPointsDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
        {
            var options = await OptionsAsync(turn, details, cancellationToken);
            if (Forms.Questions.OptionReader.Read(said.Text, turn.Language, options, isAsked) is ([var option], true))
                return Taken(details, option.Value, isWhole: true);
            if (scripts.Best(said.Text, turn.Language) is { } found)
                return Taken(details, found.Id, isWhole: turn.Heard.Meaning.Intent is null or Intents.TalkingPoints);
            return isAsked ? new Reading<TalkingPointsDetails>.Wrong(turn.Say(VolunteerPhrase.NoSuchScript)) : new Reading<TalkingPointsDetails>.Nothing();
        }

        protected override string Shown(FormTurn turn, TalkingPointsDetails details, string value) => scripts.Find(value, turn.Language)?.Title ?? value;
    }

    /// <summary>Asks what to do next; another situation may be named at once.</summary>
    private sealed class StepQuestion(ScriptShelf scripts) : Forms.Questions.ValueQuestion<TalkingPointsDetails, string>("step", d => d.Step, (d, v) => d with { Step = v })
    {
        public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, TalkingPointsDetails details, CancellationToken cancellationToken) =>
            new(Steps(turn, details, scripts));

        public override ValueTask<Reading<TalkingPointsDetails>> ReadAsync(
            FormTurn turn, TalkingPointsDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
        {
            if (!isAsked)
                return new(new Reading<TalkingPointsDetails>.Nothing());
            if (Forms.Questions.OptionReader.Read(said.Text, turn.Language, Steps(turn, details, scripts), isAsked) is ([var step], var isWhole))
                return new(Taken(details, step.Value, isWhole));
            var named = scripts.In(turn.Language).FirstOrDefault(s => FoldedText.Key(s.Title) == FoldedText.Key(said.Text));
            return new((named ?? scripts.Best(said.Text, turn.Language)) is { } other
                ? new Reading<TalkingPointsDetails>.Taken(details with { Situation = other.Id, Part = 0, IsSaid = false }, IsWhole: named is not null)
                : new Reading<TalkingPointsDetails>.Wrong(turn.Say(Phrase.PickOne)));
        }

        protected override string Shown(FormTurn turn, TalkingPointsDetails details, string value) => value;
    }
}
