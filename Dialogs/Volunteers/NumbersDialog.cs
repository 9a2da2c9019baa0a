using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Cases;
using CampaignBot.Core.Events;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Tells the day's numbers, on a card.</summary>
public sealed class NumbersDialog(CampaignProfile profile, TimeProvider clock, ContactLog contacts, CaseBook cases, VolunteerBook volunteers, SignUps signUps)
    : BriefConversation(Intents.Numbers, profile, clock)
{
    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.NumbersTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async Task TellAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var since = Day.Began(turn);
        var count = await contacts.CountAsync(since, cancellationToken);
        (VolunteerPhrase Title, int Number)[] numbers =
        [
            (VolunteerPhrase.NumberDoors, count.Doors),
            (VolunteerPhrase.NumberCalls, count.Calls),
            (VolunteerPhrase.NumberReached, count.Reached),
            (VolunteerPhrase.NumberVolunteers, await volunteers.CountAsync(since, cancellationToken)),
            (VolunteerPhrase.NumberSignUps, await signUps.CountAsync(since, cancellationToken)),
            (VolunteerPhrase.NumberPersonCases, await cases.CountOpenAsync(CaseKind.Person, cancellationToken)),
            (VolunteerPhrase.NumberExpertCases, await cases.CountOpenAsync(CaseKind.Expert, cancellationToken)),
        ];
        var heading = turn.Say(VolunteerPhrase.NumbersOf, Words.Day(turn.Today, turn.Today, turn.Language));
        var facts = numbers.Select(n => (Title: turn.Say(n.Title), Value: n.Number.ToString(CultureInfo.GetCultureInfo(turn.Language)))).ToList();
        var inWords = $"{heading}\n\n{string.Join('\n', facts.Select(f => $"- {f.Title}: {f.Value}"))}";
        var message = turn.Message("");
        // Read in the notification, where no card is shown.
        (message.Text, message.Summary) = (null, inWords);
        message.Attachments = [VolunteerCards.Attachment(VolunteerCards.Of(inWords, [VolunteerCards.Heading(heading), VolunteerCards.Facts(facts)]))];
        await turn.SendAsync(message, cancellationToken);
    }
}
