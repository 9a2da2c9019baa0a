using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Sentences that may end in "p.m.", whose point is the sentence's.</summary>
internal static class Sentence
{
    public static string Of(FormTurn turn, VotingPhrase phrase, params ReadOnlySpan<object?> blanks) => Of(phrase, turn.Language, blanks);

    public static string Of(VotingPhrase phrase, string language, params ReadOnlySpan<object?> blanks) => Words.Say(phrase, language, blanks) is var text
        && text.EndsWith("..", StringComparison.Ordinal) ? text[..^1] : text;
}
