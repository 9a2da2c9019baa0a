using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;

namespace CampaignBot.Dialogs.Updates;

/// <summary>Tells what somebody gets and asks what to change: "drop topics", or all at once: "stop the river ones", "add voting dates".</summary>
/// <param name="told">What they get, in words.</param>
internal sealed partial class ManageQuestion(CampaignContent content, Func<FormTurn, UpdatesDetails, string> told) : ValueQuestion<UpdatesDetails, string>("manage", d => d.Manage, (d, what) => d with { Manage = what })
{
    public const string AddTopics = "add";
    public const string DropTopics = "drop";
    public const string ChangeHowOften = "how-often";
    public const string NoneAnyMore = "none";
    public const string KeepAll = "keep";

    /// <summary>The question, where there is something to change.</summary>
    public static Question<UpdatesDetails> Of(CampaignContent content, Func<FormTurn, UpdatesDetails, string> told) =>
        new ManageQuestion(content, told) { Words = (turn, d) => turn.Say(UpdatePhrase.Manage, told(turn, d)) }.OnlyIf(d => d.Had is not null);

    /// <summary>Whether a text wants something to stop.</summary>
    public static bool Drops(string text) => Drop().IsMatch(FoldedText.Fold(text));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, UpdatesDetails details, CancellationToken cancellationToken) => new(
    [
        new Option(AddTopics, turn.Say(UpdatePhrase.AddTopics)),
        new Option(DropTopics, turn.Say(UpdatePhrase.DropTopics)),
        new Option(ChangeHowOften, turn.Say(UpdatePhrase.ChangeHowOften)),
        new Option(NoneAnyMore, turn.Say(UpdatePhrase.NoneAnyMore)),
        new Option(KeepAll, turn.Say(UpdatePhrase.KeepAll)),
    ]);

    /// <inheritdoc/>
    public override async ValueTask<Reading<UpdatesDetails>> ReadAsync(FormTurn turn, UpdatesDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        if (Named(turn, details, said.Text) is { } named)
            return new Reading<UpdatesDetails>.Taken(named, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal));
        if (!isAsked)
            return new Reading<UpdatesDetails>.Nothing();
        var (found, isWhole) = OptionReader.Read(said.Text, turn.Language, await OptionsAsync(turn, details, cancellationToken), isAsked: true);
        return found is [var only] ? Taken(details, only.Value, isWhole) : new Reading<UpdatesDetails>.Wrong(turn.Say(Wording.Phrase.PickOne));
    }

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, UpdatesDetails details, string value) => told(turn, details);

    /// <summary>The topics that a text names with what to do about them; null where it doesn't say both.</summary>
    private UpdatesDetails? Named(FormTurn turn, UpdatesDetails details, string text)
    {
        var had = details.Had ?? [];
        var topics = OptionReader.Read(text, turn.Language, UpdateWords.Options(content.Topics, turn.Language), isAsked: false).Options.Select(o => o.Value).ToList();
        if (Drops(text))
            return topics.Intersect(had, StringComparer.Ordinal).ToList() is { Count: > 0 } dropped ? details with { Manage = DropTopics, Drop = dropped } : null;
        return Add().IsMatch(FoldedText.Fold(text)) && topics.Except(had, StringComparer.Ordinal).ToList() is { Count: > 0 } added ? details with { Manage = AddTopics, Topics = added } : null;
    }

    [GeneratedRegex(@"\b(stop|drop|no more|remove|without|unsubscribe|take me off|end|quit(e|en|ar|a)?|dej(e|en|ar) de|ya no|no quiero|sin|elimin(e|ar)|borr(e|ar))\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\b(add|also|too|sign me up|subscribe|updates? (about|on)|tell me about|let me know|notify me|agreg(ue|uen|ar)|anad(a|an|ir)|tambien|suscrib\w+|avise(n)?me|mandeme|quiero (recibir|saber))\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Add();
}
